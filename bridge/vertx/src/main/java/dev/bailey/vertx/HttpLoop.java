package dev.bailey.vertx;

import dev.bailey.call.CallObserver;
import dev.bailey.call.EventLoop;
import dev.bailey.call.Timeout;
import dev.bailey.http.HttpHandler;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What the connections of one event loop share, and which they are. Used on that loop only. */
final class HttpLoop {
    /** How long a caller is waited for after its last answer. */
    static final long LINGER_NANOS = Duration.ofSeconds(2).toNanos();

    /** How long a connection without a request is kept while the edge drains. */
    private static final long DRAIN_IDLE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final int LARGEST_READ = 16 * 1024;

    private final EventLoop loop;
    private final HttpHandler handler;
    private final HttpEdgeOptions options;
    private final AnswerEncoder encoder;
    private final Set<HttpConnection> open = new HashSet<>();
    private final RecvByteBufAllocator readSizes = new AdaptiveRecvByteBufAllocator(512, 2048, LARGEST_READ);
    private final byte[] readBuffer = new byte[LARGEST_READ];
    private final long headerTimeout;
    private final long bodyTimeout;
    private final long writeTimeout;
    private final long idleTimeout;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private boolean draining;
    private boolean closing;
    private int callsCut;
    private boolean isOver;

    HttpLoop(EventLoop loop, HttpHandler handler, HttpEdgeOptions options) {
        this.loop = loop;
        this.handler = handler;
        this.options = options;
        this.encoder = new AnswerEncoder(new HttpDate(System::currentTimeMillis), options.serverTiming());
        this.headerTimeout = options.limits().headerTimeout().toNanos();
        this.bodyTimeout = options.limits().bodyTimeout().toNanos();
        this.writeTimeout = options.limits().writeTimeout().toNanos();
        this.idleTimeout = options.limits().idleTimeout().toNanos();
    }

    // ---- connections

    /** Takes a connection, or closes it at once when there are too many. */
    void accept(Channel channel) {
        if (isOver) {
            // Was on its way to this loop when the edge closed.
            channel.close();
            return;
        }
        if (!options.connections().tryAcquire()) {
            options.metrics().connectionRejected();
            channel.close();
            return;
        }
        options.metrics().connectionOpened();
        channel.config().setRecvByteBufAllocator(readSizes);
        open.add(new CallerChannel(this, channel).connection());
    }

    void closed(HttpConnection connection) {
        open.remove(connection);
        options.connections().release();
        options.metrics().connectionClosed();
        completeClose();
    }

    // ---- drain

    boolean isDraining() {
        return draining;
    }

    /** Answers carry {@code Connection: close} from now on. */
    void drain() {
        draining = true;
        List.copyOf(open).forEach(HttpConnection::drain);
    }

    /**
     * Completes when the last connection is closed, with the number of calls that were cut: those that are open after {@code
     * timeoutNanos}.
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
            for (HttpConnection connection : List.copyOf(open)) {
                callsCut += connection.isBusy() ? 1 : 0;
                connection.cut();
            }
        }
    }

    // ---- what connections share

    EventLoop loop() {
        return loop;
    }

    HttpHandler handler() {
        return handler;
    }

    CallObserver refused() {
        return options.refused();
    }

    AnswerEncoder encoder() {
        return encoder;
    }

    /** For the bytes of one read, until {@link Input#keep}. */
    byte[] readBuffer() {
        return readBuffer;
    }

    int maxUri() {
        return size(options.limits().uri().bytes());
    }

    int maxFieldBytes() {
        return size(options.limits().headers().bytes());
    }

    int maxBody() {
        return size(options.limits().requestBody().bytes());
    }

    private static int size(long bytes) {
        // Leaves room for sums: none of these limits is ever meant to come near.
        return (int) Math.min(bytes, Integer.MAX_VALUE / 4);
    }

    long headerTimeout() {
        return headerTimeout;
    }

    long bodyTimeout() {
        return bodyTimeout;
    }

    long writeTimeout() {
        return writeTimeout;
    }

    long idleTimeout() {
        return draining ? Math.min(DRAIN_IDLE_NANOS, idleTimeout) : idleTimeout;
    }

    /** How the body of a request is framed, or null when it has none. */
    @Nullable
    BodyFraming framing(RequestHead head) {
        if (head.bodyLength() == RequestHead.CHUNKED) {
            return new ChunkedFraming(maxFieldBytes());
        }
        return head.bodyLength() == 0 ? null : new FixedLength(head.bodyLength());
    }
}
