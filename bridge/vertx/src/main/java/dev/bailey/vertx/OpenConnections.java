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

/** The connections that one edge has on one event loop, from the first to the end of the drain. Used on that loop only. */
final class OpenConnections {
    private final EventLoop loop;
    private final ConnectionLimit limit;
    private final EdgeMetrics metrics;
    private final Set<EdgeConnection> open = new HashSet<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private boolean draining;
    private boolean closing;
    private int callsCut;
    private boolean isOver;

    OpenConnections(EventLoop loop, ConnectionLimit limit, EdgeMetrics metrics) {
        this.loop = loop;
        this.limit = limit;
        this.metrics = metrics;
    }

    /** Takes a connection, or closes it at once when there are too many. */
    void accept(Channel channel, Function<Channel, EdgeConnection> begin) {
        if (isOver) {
            // Was on its way to this loop when the edge closed.
            channel.close();
            return;
        }
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
        completeClose();
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
        closing = true;
        Cut cut = new Cut();
        loop.schedule(cut, timeoutNanos);
        completeClose();
        return closed.thenApply(nothing -> {
            cut.cancel();
            return callsCut;
        });
    }

    private void completeClose() {
        if (closing && open.isEmpty()) {
            isOver = true;
            closed.complete(null);
        }
    }

    /** The end of the drain's time. */
    private final class Cut extends Timeout {
        @Override
        protected void expire() {
            isOver = true;
            for (EdgeConnection connection : List.copyOf(open)) {
                callsCut += connection.openCalls();
                connection.cut();
            }
        }
    }
}
