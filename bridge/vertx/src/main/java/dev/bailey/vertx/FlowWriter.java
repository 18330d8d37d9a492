package dev.bailey.vertx;

import dev.bailey.call.Failure;
import dev.bailey.call.FailureException;
import dev.bailey.flow.SlowSubscription;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Writes what flows to one caller as that caller takes it: asks for the next piece only when Netty would not have to keep it.
 * On the connection's loop.
 */
final class FlowWriter implements Flow.Subscriber<ByteBuffer> {
    /** How pieces stand on the wire. */
    enum Pieces {
        /** As chunks (RFC 9112, section 7.1). */
        CHUNKED,
        /** As they are. */
        PLAIN
    }

    /** Learns how the flow ended; once, unless it was cancelled. */
    interface End {
        /** All of it is written, save for what stands behind it. */
        void whole();

        /** It is cut, and the caller must be able to tell. */
        void cut(Failure why);
    }

    private static final ByteBuf CRLF =
            Unpooled.unreleasableBuffer(Unpooled.directBuffer(2).writeBytes(new byte[] {'\r', '\n'}));

    /** The chunk that says there are no more. */
    static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ChannelHandlerContext ctx;
    private final Pieces pieces;
    private final Uptake uptake;
    private final End end;
    private Flow.@Nullable Subscription flow;
    private boolean asked;
    private boolean over;

    /** @param uptake is to watch while the caller has not taken enough */
    FlowWriter(ChannelHandlerContext ctx, Pieces pieces, Uptake uptake, End end) {
        this.ctx = ctx;
        this.pieces = pieces;
        this.uptake = uptake;
        this.end = end;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        flow = subscription;
        more();
    }

    /** Goes on if the caller has taken enough of what it was given. */
    void more() {
        Flow.Subscription from = flow;
        if (from == null || over || asked) {
            return;
        }
        if (ctx.channel().isWritable()) {
            asked = true;
            from.request(1);
        } else {
            uptake.watch();
        }
    }

    /** The caller has taken some, if not enough to be given more. */
    void taken() {
        SlowSubscription.taken(flow);
    }

    @Override
    public void onNext(ByteBuffer piece) {
        asked = false;
        if (over) {
            return;
        }
        if (pieces == Pieces.CHUNKED) {
            byte[] size = (Integer.toHexString(piece.remaining()) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            ctx.write(Unpooled.wrappedBuffer(size), ctx.voidPromise());
            ctx.write(Unpooled.wrappedBuffer(piece), ctx.voidPromise());
            ctx.write(CRLF.duplicate(), ctx.voidPromise());
        } else {
            ctx.write(Unpooled.wrappedBuffer(piece), ctx.voidPromise());
        }
        ctx.flush();
        more();
    }

    @Override
    public void onError(Throwable failure) {
        if (!over) {
            over = true;
            end.cut(FailureException.failureOf(failure));
        }
    }

    @Override
    public void onComplete() {
        if (!over) {
            over = true;
            end.whole();
        }
    }

    /** The caller is gone. */
    void cancel() {
        if (!over) {
            over = true;
            if (flow != null) {
                flow.cancel();
            }
        }
    }
}
