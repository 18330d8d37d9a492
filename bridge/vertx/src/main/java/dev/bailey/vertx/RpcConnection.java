package dev.bailey.vertx;

import dev.bailey.json.Json;
import dev.bailey.rpc.CallerFrame;
import dev.bailey.rpc.RpcExchange;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON-RPC caller's connection. Frames are set on their way as they come, as long as there is room for their calls, and
 * answered as they complete; {@link #advance} moves on whatever bytes, answers or room to write have made possible.
 */
final class RpcConnection extends ChannelInboundHandlerAdapter implements EdgeConnection {
    private static final System.Logger LOG = System.getLogger(RpcConnection.class.getName());

    /** After the last answer, this much is read so that the caller sees the answer and not a reset. */
    private static final int MAX_LINGERING = 16 * 1024 * 1024;

    private enum Phase {
        /** Frames are taken. */
        OPEN,
        /** No more frames are taken; what is on its way is answered. */
        LAST,
        /** All is answered and our side closed; waits a little for the caller to close its own. */
        LINGER,
        CLOSED
    }

    /** What the caller is waited for. */
    private enum Wait {
        NOTHING,
        FRAME,
        REST_OF_FRAME
    }

    private final RpcLoop shared;
    private final ChannelHandlerContext ctx;
    private final RpcInput input;
    private final RpcOutput output;
    private final PhaseTimer timer;
    private final Set<RpcExchange> open = new HashSet<>();
    private final Runnable flush = this::flushNow;
    private Phase phase = Phase.OPEN;
    private Wait wait = Wait.NOTHING;
    private long waitedSince;
    private @Nullable CallerFrame held;
    private int calls;
    private boolean answeredInDrain;
    private boolean inputEnded;
    private boolean inRead;
    private boolean advancing;
    private boolean flushQueued;
    private boolean autoRead = true;
    private int lingered;

    /** To be made on the channel's loop, before anything is read. */
    RpcConnection(RpcLoop shared, Channel channel) {
        this.shared = shared;
        this.ctx = channel.pipeline().addLast(this).context(this);
        this.input = new RpcInput(shared.framing().read(), shared.maxFrame(), shared.codec());
        this.timer = new PhaseTimer(shared.loop(), this::tooSlow);
        PhaseTimer writing = new PhaseTimer(shared.loop(), this::close);
        this.output =
                new RpcOutput(ctx, shared.framing().write(), writing, shared.writeTimeout(), this::written);
        watch();
    }

    // ---- what the channel tells

    @Override
    public void channelRead(ChannelHandlerContext same, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        inRead = true;
        try {
            if (phase == Phase.OPEN) {
                input.add(bytes, shared.readBuffer());
            } else {
                linger(bytes.readableBytes());
            }
        } finally {
            bytes.release();
        }
        advance();
        input.keep();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext same) {
        inRead = false;
        flushNow();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext same) {
        if (same.channel().isWritable()) {
            output.resume();
            advance();
        }
    }

    /** A FIN: the caller sends no more, and may well wait for its answers. */
    @Override
    public void userEventTriggered(ChannelHandlerContext same, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            advance();
        } else {
            ReferenceCountUtil.release(event);
        }
    }

    /** A reset, or a fault of ours: either way nobody can be answered here any more. */
    @Override
    public void exceptionCaught(ChannelHandlerContext same, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.log(Level.ERROR, "a connection failed through a fault of Bailey's own; please report this", cause);
        }
        close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext same) {
        phase = Phase.CLOSED;
        held = null;
        timer.close();
        output.close();
        List<RpcExchange> lost = List.copyOf(open);
        open.clear();
        lost.forEach(RpcExchange::cancel);
        shared.connections().closed(this);
    }

    // ---- the machine

    private void advance() {
        if (advancing) {
            return;
        }
        advancing = true;
        try {
            while (phase == Phase.OPEN && advanceOpen()) {
                // one frame after the other
            }
        } finally {
            advancing = false;
        }
        if (phase == Phase.LAST) {
            advanceLast();
        } else if (phase == Phase.LINGER && inputEnded) {
            close();
        }
        watch();
    }

    /** Sets the next frame on its way; returns whether another may follow. */
    private boolean advanceOpen() {
        if (calls >= shared.maxCalls() || output.isStalled()) {
            return false;
        }
        CallerFrame frame = held != null ? held : nextFrame();
        if (frame == null) {
            if (inputEnded || input.isBroken() || (answeredInDrain && isAllAnswered())) {
                phase = Phase.LAST;
            }
            return false;
        }
        // A batch that is larger than all there is would never find room beside others.
        boolean fits = calls == 0 || calls + size(frame) <= shared.maxCalls();
        held = fits ? null : frame;
        if (fits) {
            start(frame);
        }
        return fits;
    }

    private @Nullable CallerFrame nextFrame() {
        CallerFrame frame = input.next();
        return frame == null && inputEnded ? input.last() : frame;
    }

    private static int size(CallerFrame frame) {
        return frame instanceof CallerFrame.Batch batch ? batch.messages().size() : 1;
    }

    private void start(CallerFrame frame) {
        RpcExchange exchange = shared.start(frame);
        calls += exchange.calls();
        open.add(exchange);
        exchange.answer().thenAccept(answer -> answered(exchange, answer));
    }

    private void advanceLast() {
        if (!isAllAnswered()) {
            return;
        }
        phase = Phase.LINGER;
        if (inputEnded) {
            close();
        } else if (ctx.channel() instanceof DuplexChannel duplex) {
            timer.start(HttpLoop.LINGER_NANOS);
            duplex.shutdownOutput();
        } else {
            close();
        }
    }

    private boolean isAllAnswered() {
        return open.isEmpty() && output.isEmpty();
    }

    // ---- answers

    private void answered(RpcExchange exchange, Json answer) {
        if (phase == Phase.CLOSED) {
            return;
        }
        answeredInDrain |= shared.isDraining();
        if (answer.isAbsent()) {
            end(exchange);
            advance();
        } else {
            output.add(exchange, answer);
            flushSoon();
        }
    }

    /** Once for all that comes up in this turn of the loop. */
    private void flushSoon() {
        if (!inRead && !flushQueued) {
            flushQueued = true;
            shared.loop().execute(flush);
        }
    }

    private void flushNow() {
        flushQueued = false;
        if (phase != Phase.CLOSED) {
            output.flush();
            advance();
        }
    }

    private void written(List<RpcExchange> answered, boolean really) {
        if (really) {
            answered.forEach(this::end);
            advance();
        }
        // Otherwise the connection is lost, and its end is theirs.
    }

    private void end(RpcExchange exchange) {
        if (open.remove(exchange)) {
            calls -= exchange.calls();
            exchange.written();
        }
    }

    // ---- time and end

    /** Sees to it that the caller is read from when there is room for what it sends, and then waited for no longer than allowed. */
    private void watch() {
        if (phase == Phase.CLOSED) {
            return;
        }
        boolean room = phase != Phase.OPEN || (held == null && calls < shared.maxCalls() && !output.isStalled());
        setAutoRead(room && !inputEnded);
        if (phase == Phase.OPEN) {
            waitFor(room);
        } else if (phase == Phase.LAST) {
            wait = Wait.NOTHING;
            timer.stop();
        }
    }

    private void waitFor(boolean room) {
        Wait now = Wait.NOTHING;
        if (room && input.isMidFrame()) {
            now = Wait.REST_OF_FRAME;
        } else if (isAllAnswered()) {
            now = Wait.FRAME;
        }
        if (now == wait && waitedSince == input.frames()) {
            return;
        }
        wait = now;
        waitedSince = input.frames();
        switch (now) {
            case NOTHING -> timer.stop();
            case FRAME -> timer.start(shared.idleTimeout());
            case REST_OF_FRAME -> timer.start(shared.frameTimeout());
        }
    }

    private void tooSlow() {
        if (phase == Phase.OPEN) {
            phase = Phase.LAST;
            advance();
        } else {
            close();
        }
    }

    private void linger(int bytes) {
        lingered += bytes;
        if (lingered > MAX_LINGERING) {
            close();
        }
    }

    @Override
    public void drain() {
        answeredInDrain |= calls > 0;
        if (wait == Wait.FRAME) {
            timer.start(shared.idleTimeout());
        }
    }

    @Override
    public int openCalls() {
        return calls;
    }

    @Override
    public void close() {
        ctx.close();
    }

    private void setAutoRead(boolean wanted) {
        if (wanted != autoRead) {
            autoRead = wanted;
            ctx.channel().config().setAutoRead(wanted);
        }
    }
}
