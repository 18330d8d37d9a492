package dev.bailey.vertx;

import dev.bailey.call.EventLoop;
import dev.bailey.call.Timeout;
import dev.bailey.metrics.EdgeMetrics;
import io.netty.channel.Channel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The connections that one edge has on one event loop, from the first to the end of the drain. Used on that loop only. */
final class OpenConnections {
    private final EventLoop loop;
    private final ConnectionLimit limit;
    private final EdgeMetrics metrics;
    private final Set<EdgeConnection> open = new HashSet<>();
    private boolean draining;
    private @Nullable CompletableFuture<Void> drained;

    OpenConnections(EventLoop loop, ConnectionLimit limit, EdgeMetrics metrics) {
        this.loop = loop;
        this.limit = limit;
        this.metrics = metrics;
    }

    /** Takes a connection, or closes it at once when there are too many. */
    void accept(Channel channel, Function<Channel, EdgeConnection> begin) {
        if (!limit.tryAcquire()) {
            metrics.connectionRejected();
            channel.close();
            return;
        }
        metrics.connectionOpened();
        open.add(begin.apply(channel));
    }

    void closed(EdgeConnection connection) {
        open.remove(connection);
        limit.release();
        metrics.connectionClosed();
        completeDrain();
    }

    boolean isDraining() {
        return draining;
    }

    void drain() {
        draining = true;
        List.copyOf(open).forEach(EdgeConnection::drain);
    }

    /**
     * Completes when the last connection is closed, with the number of calls that were cut: those of connections that are
     * still open after {@code timeoutNanos}.
     */
    CompletableFuture<Integer> close(long timeoutNanos) {
        drain();
        CompletableFuture<Void> done = new CompletableFuture<>();
        drained = done;
        Cut cut = new Cut();
        loop.schedule(cut, timeoutNanos);
        completeDrain();
        return done.thenApply(nothing -> {
            cut.cancel();
            return cut.calls;
        });
    }

    private void completeDrain() {
        if (drained != null && open.isEmpty()) {
            drained.complete(null);
        }
    }

    /** The end of the drain's time. */
    private final class Cut extends Timeout {
        private int calls;

        @Override
        protected void expire() {
            for (EdgeConnection connection : List.copyOf(open)) {
                calls += connection.openCalls();
                connection.close();
            }
        }
    }
}
