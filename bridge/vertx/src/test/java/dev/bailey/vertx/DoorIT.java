package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bailey.call.EventLoop;
import dev.bailey.client.loop.VertxEventLoops;
import dev.bailey.config.ListenAddress;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How an edge closes when something in it is broken. */
final class DoorIT {
    private static final long PATIENCE_SECONDS = 30;

    private final CompletableFuture<Channel> accepted = new CompletableFuture<>();

    @Test
    void nobodyIsLetInAnyMoreThoughTellingThoseInsideFails() throws Exception {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            EventLoop loop = VertxEventLoops.of(vertx).all().get(0);
            Door door = new Door(vertx, List.of(new BrokenLoop(loop)));
            ListenAddress.Tcp address =
                    (ListenAddress.Tcp) ended(door.listen(List.of(new ListenAddress.Tcp("127.0.0.1", 0))))
                            .get(0);
            try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), address.port())) {
                accepted.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                ended(door.stopAccepting());
                assertThrows(ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), address.port())
                        .close());
                assertEquals(-1, closed(caller));
            }
        } finally {
            ended(vertx.close().toCompletionStage());
        }
    }

    private int closed(Socket caller) throws Exception {
        accepted.get(PATIENCE_SECONDS, TimeUnit.SECONDS).close();
        return caller.getInputStream().read();
    }

    private static <T> T ended(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Its connections do not bear to be told of a drain. */
    private final class BrokenLoop implements EdgeLoop {
        private final EventLoop loop;
        private final OpenConnections connections;

        BrokenLoop(EventLoop loop) {
            this.loop = loop;
            this.connections = new OpenConnections(loop, new ConnectionLimit(10), new NoEdgeMetrics());
        }

        @Override
        public EventLoop loop() {
            return loop;
        }

        @Override
        public OpenConnections connections() {
            return connections;
        }

        @Override
        public EdgeConnection begin(Channel channel) {
            accepted.complete(channel);
            return new EdgeConnection() {
                @Override
                public void advance() {}

                @Override
                public void flush() {}

                @Override
                public void writable() {}

                @Override
                public void lost() {}

                @Override
                public void drain() {
                    throw new IllegalStateException("a fault, on purpose");
                }

                @Override
                public int openCalls() {
                    return 0;
                }

                @Override
                public void cut() {}
            };
        }
    }
}
