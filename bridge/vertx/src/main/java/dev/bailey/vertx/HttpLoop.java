package dev.bailey.vertx;

import dev.bailey.call.CallObserver;
import dev.bailey.call.EventLoop;
import dev.bailey.call.HeldBytes;
import dev.bailey.config.LimitsConfig;
import dev.bailey.http.HttpHandler;
import io.netty.channel.Channel;
import io.netty.channel.RecvByteBufAllocator;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the connections of one event loop share, and which they are. Used on that loop only. */
final class HttpLoop implements EdgeLoop {
    /** How long a caller is waited for after its last answer. */
    static final long LINGER_NANOS = Duration.ofSeconds(2).toNanos();

    /** How long a connection without a request is kept while an edge drains. */
    static final long DRAIN_IDLE_NANOS = Duration.ofSeconds(1).toNanos();

    private final EventLoop loop;
    private final HttpHandler handler;
    private final HttpEdgeOptions options;
    private final AnswerEncoder encoder;
    private final OpenConnections connections;
    private final RecvByteBufAllocator readSizes = new SharedReads();
    private final byte[] readBuffer = new byte[SharedReads.LARGEST_READ];
    private final long headerTimeout;
    private final long bodyTimeout;
    private final long writeTimeout;
    private final long idleTimeout;

    HttpLoop(EventLoop loop, HttpHandler handler, HttpEdgeOptions options) {
        this.loop = loop;
        this.handler = handler;
        this.options = options;
        this.connections = new OpenConnections(loop, options.connections(), options.metrics());
        this.encoder = new AnswerEncoder(new HttpDate(System::currentTimeMillis), options.serverTiming());
        this.headerTimeout = options.limits().headerTimeout().toNanos();
        this.bodyTimeout = options.limits().bodyTimeout().toNanos();
        this.writeTimeout = options.limits().writeTimeout().toNanos();
        this.idleTimeout = options.limits().idleTimeout().toNanos();
    }

    // ---- connections

    @Override
    public EdgeConnection begin(Channel channel) {
        channel.config().setRecvByteBufAllocator(readSizes);
        return new CallerChannel(channel, readBuffer, (caller, ctx) -> new HttpConnection(this, caller, ctx))
                .connection();
    }

    @Override
    public OpenConnections connections() {
        return connections;
    }

    /** Whether answers carry {@code Connection: close}. */
    boolean isDraining() {
        return connections.isDraining();
    }

    // ---- what connections share

    @Override
    public EventLoop loop() {
        return loop;
    }

    HttpHandler handler() {
        return handler;
    }

    CallObserver refused() {
        return options.refused();
    }

    HeldBytes heldBytes() {
        return new HeldBytes(options.bytes());
    }

    AnswerEncoder encoder() {
        return encoder;
    }

    LimitsConfig limits() {
        return options.limits();
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
        return isDraining() ? Math.min(DRAIN_IDLE_NANOS, idleTimeout) : idleTimeout;
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
