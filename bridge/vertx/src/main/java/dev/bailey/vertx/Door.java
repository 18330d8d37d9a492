package dev.bailey.vertx;

import dev.bailey.config.ListenAddress;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What is the same for every edge: how it opens, deals connections out to its loops, and closes. Any thread may use it. */
final class Door {
    private static final System.Logger LOG = System.getLogger(Door.class.getName());

    private final List<? extends EdgeLoop> loops;
    private final Listeners listeners;

    /** @param loops one for each event loop of {@code vertx}: connections come to all of them */
    Door(Vertx vertx, List<? extends EdgeLoop> loops) {
        this.loops = List.copyOf(loops);
        this.listeners = new Listeners(vertx, this::accept);
    }

    /** Listens on all addresses, or on none; tells the port where any was asked for. */
    CompletionStage<List<ListenAddress>> listen(List<ListenAddress> addresses) {
        return listeners.open(addresses);
    }

    private void accept(Channel channel) {
        for (EdgeLoop loop : loops) {
            if (loop.loop().inLoop()) {
                loop.connections().accept(channel, loop::begin);
                return;
            }
        }
        throw new IllegalStateException("an event loop of Vert.x is none of the edge's");
    }

    /**
     * Completes when nobody is let in any more. Who is inside is told first that this is the end, so that no answer after a
     * refused connection promises to keep its own alive.
     */
    CompletionStage<Void> stopAccepting() {
        CompletableFuture<?>[] told = loops.stream()
                .map(loop -> CompletableFuture.runAsync(loop.connections()::drain, loop.loop())
                        .exceptionally(Door::notTold))
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(told).thenCompose(nothing -> listeners.close());
    }

    /** A fault of ours is no reason to let more callers in. */
    private static @Nullable Void notTold(Throwable fault) {
        LOG.log(
                Level.ERROR,
                "connections were not told of the drain through a fault of Bailey's own; please report this",
                fault);
        return null;
    }

    /** Completes when every connection is closed, with the number of calls that were cut after {@code timeout}. */
    CompletionStage<Integer> close(Duration timeout) {
        return stopAccepting().thenCompose(nothing -> closeConnections(timeout));
    }

    private CompletionStage<Integer> closeConnections(Duration timeout) {
        CompletableFuture<Integer> cut = CompletableFuture.completedFuture(0);
        for (EdgeLoop loop : loops) {
            CompletableFuture<Integer> closed = new CompletableFuture<>();
            loop.loop()
                    .execute(() -> loop.connections().close(timeout.toNanos()).thenAccept(closed::complete));
            cut = cut.thenCombine(closed, Integer::sum);
        }
        return cut;
    }
}
