package dev.bailey.vertx;

import dev.bailey.call.EventLoop;
import dev.bailey.config.ListenAddress;
import dev.bailey.http.HttpHandler;
import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TcpServerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The door for HTTP callers: HTTP/1.1 and 1.0 over TCP and Unix sockets. Serves on every loop it is given; a connection stays on
 * the loop that it fell to, and so do its calls. Any thread may use it.
 */
public final class HttpEdge {
    /** Longer than any drain: connections are closed by {@link #close}, not by Vert.x. */
    private static final Duration NEVER = Duration.ofDays(1);

    private final Vertx vertx;
    private final List<HttpLoop> loops;
    private final List<NetServer> servers = new CopyOnWriteArrayList<>();
    private final List<Path> sockets = new CopyOnWriteArrayList<>();

    /**
     * @param loops each running on another event loop of {@code vertx}; as many as shall share the work
     * @param handler serves the calls, usually {@code bridge.http()}
     */
    public HttpEdge(Vertx vertx, List<? extends EventLoop> loops, HttpHandler handler, HttpEdgeOptions options) {
        this.vertx = vertx;
        this.loops =
                loops.stream().map(loop -> new HttpLoop(loop, handler, options)).toList();
    }

    /**
     * Opens the door.
     *
     * @return where callers really find it: port 0 is replaced by the port that was free; fails if one address cannot be had,
     *     and then listens nowhere
     */
    public CompletionStage<List<ListenAddress>> listen(List<ListenAddress> addresses) {
        Future<List<ListenAddress>> all = Future.succeededFuture(List.of());
        for (ListenAddress address : addresses) {
            all = all.compose(before -> listen(address).map(real -> append(before, real)));
        }
        return all.onFailure(failed -> stopAccepting()).toCompletionStage();
    }

    private static List<ListenAddress> append(List<ListenAddress> list, ListenAddress last) {
        List<ListenAddress> longer = new ArrayList<>(list);
        longer.add(last);
        return List.copyOf(longer);
    }

    private Future<ListenAddress> listen(ListenAddress address) {
        if (address instanceof ListenAddress.Unix unix) {
            Path path = Path.of(unix.path());
            SocketFile.removeStale(path);
            return bind(SocketAddress.domainSocketAddress(unix.path())).map(port -> {
                sockets.add(path);
                return address;
            });
        }
        ListenAddress.Tcp tcp = (ListenAddress.Tcp) address;
        return bind(SocketAddress.inetSocketAddress(sharedPort(tcp.port()), tcp.host()))
                .map(port -> new ListenAddress.Tcp(tcp.host(), port));
    }

    /** Vert.x takes servers with the same negative port for one, on any free port; with port 0 each would get its own. */
    private static int sharedPort(int port) {
        return port == 0 ? -1 - ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE) : port;
    }

    /** Binds on every loop; Vert.x lets them share the socket and deals connections out in turn. */
    private Future<Integer> bind(SocketAddress address) {
        List<Future<NetServer>> bound =
                loops.stream().map(loop -> bind(address, loop)).toList();
        return Future.all(bound).map(all -> bound.get(0).result().actualPort());
    }

    private Future<NetServer> bind(SocketAddress address, HttpLoop loop) {
        Promise<NetServer> bound = Promise.promise();
        loop.loop().execute(() -> {
            NetServer server =
                    vertx.createNetServer(new TcpServerConfig()).connectHandler(socket -> accept(socket, loop));
            servers.add(server);
            server.listen(address).onComplete(bound);
        });
        return bound.future();
    }

    private static void accept(NetSocket socket, HttpLoop loop) {
        Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
        loop.accept(channel);
    }

    /** Closes the door: who is inside goes on being served, with {@code Connection: close} on every answer. */
    public void stopAccepting() {
        servers.forEach(server -> server.shutdown(NEVER));
        sockets.forEach(SocketFile::remove);
        loops.forEach(loop -> loop.loop().execute(loop::drain));
    }

    /**
     * Stops accepting, lets open calls end, closes connections that ask for nothing.
     *
     * @param timeout after which what is still open is cut
     * @return completes when every connection is closed, with the number of calls that were cut
     */
    public CompletionStage<Integer> close(Duration timeout) {
        stopAccepting();
        CompletableFuture<Integer> cut = CompletableFuture.completedFuture(0);
        for (HttpLoop loop : loops) {
            CompletableFuture<Integer> closed = new CompletableFuture<>();
            loop.loop().execute(() -> loop.close(timeout.toNanos()).thenAccept(closed::complete));
            cut = cut.thenCombine(closed, Integer::sum);
        }
        return cut;
    }
}
