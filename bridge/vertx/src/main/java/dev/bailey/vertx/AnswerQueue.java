package dev.bailey.vertx;

import dev.bailey.call.Failure;
import dev.bailey.http.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Answers on their way to one caller. Large bodies go out in slices as the caller takes them; flushing is left to whoever knows
 * that nothing follows in this turn of the loop.
 */
final class AnswerQueue {
    /** Up to this size a body is copied behind its head, so that both leave in one write. */
    static final int INLINE = 16 * 1024;

    private static final int SLICE = 32 * 1024;

    private final ChannelHandlerContext ctx;
    private final PhaseTimer timer;
    private final long timeoutNanos;
    private final Uptake uptake;
    private int unwritten;
    private boolean dirty;
    private boolean flowing;
    private @Nullable HttpExchange large;
    private Payload rest = Payload.EMPTY;
    private int sent;

    /**
     * @param timer expires when the caller has taken nothing for {@code timeoutNanos}
     * @param uptake tells {@link #taken} while it watches
     */
    AnswerQueue(ChannelHandlerContext ctx, PhaseTimer timer, long timeoutNanos, Uptake uptake) {
        this.ctx = ctx;
        this.timer = timer;
        this.timeoutNanos = timeoutNanos;
        this.uptake = uptake;
    }

    /** Whether another answer may be begun: nothing waits for the caller to read. */
    boolean isReady() {
        return large == null && !flowing && ctx.channel().isWritable();
    }

    /** Whether every answer has gone out. */
    boolean isEmpty() {
        return unwritten == 0;
    }

    /** Something that is no answer. */
    void interim(ByteBuf bytes) {
        ctx.write(bytes, ctx.voidPromise());
        dirty = true;
    }

    /** An answer that is in one piece. */
    void add(HttpExchange exchange, ByteBuf whole) {
        unwritten++;
        dirty = true;
        ctx.write(whole).addListener(exchange);
    }

    /** An answer with a large body. */
    void add(HttpExchange exchange, ByteBuf head, Payload body) {
        unwritten++;
        dirty = true;
        ctx.write(head, ctx.voidPromise());
        large = exchange;
        rest = body;
        sent = 0;
        slices();
    }

    /**
     * The head of an answer whose body flows. Until {@link #endFlow} it is the flow that watches over the caller's reading, and
     * nothing else is written here.
     */
    void beginFlow(ByteBuf head) {
        unwritten++;
        flowing = true;
        timer.stop();
        ctx.write(head, ctx.voidPromise());
        dirty = true;
    }

    /** All that flowed is written but for this. */
    void endFlow(HttpExchange exchange, ByteBuf last) {
        flowing = false;
        dirty = true;
        ctx.write(last).addListener(exchange);
    }

    /** Goes on with a large body: the caller has taken some. */
    void resume() {
        if (large != null && ctx.channel().isWritable()) {
            slices();
            taken();
            flush();
        }
    }

    /** The caller has taken some, however little. */
    void taken() {
        if (timer.isRunning()) {
            timer.start(timeoutNanos);
        }
    }

    private void slices() {
        // The field is looked at each time: writing may call back into here.
        for (HttpExchange exchange = large; exchange != null && ctx.channel().isWritable(); exchange = large) {
            int length = Math.min(SLICE, rest.length() - sent);
            ByteBuf slice = Unpooled.wrappedBuffer(rest.array(), rest.offset() + sent, length);
            sent += length;
            dirty = true;
            if (sent < rest.length()) {
                ctx.write(slice, ctx.voidPromise());
            } else {
                large = null;
                rest = Payload.EMPTY;
                ctx.write(slice).addListener(exchange);
            }
        }
    }

    void flush() {
        if (dirty) {
            dirty = false;
            ctx.flush();
        }
        if (unwritten > 0 && !flowing) {
            watch();
        }
    }

    private void watch() {
        if (!timer.isRunning()) {
            timer.start(timeoutNanos);
        }
        uptake.watch();
    }

    /** An answer is written, or never will be. */
    void written() {
        unwritten--;
        if (unwritten == 0) {
            timer.stop();
        } else {
            taken();
        }
    }

    /** The connection is gone. */
    void close(Failure why) {
        timer.close();
        HttpExchange exchange = large;
        large = null;
        rest = Payload.EMPTY;
        if (exchange != null) {
            exchange.lost(why);
        }
    }
}
