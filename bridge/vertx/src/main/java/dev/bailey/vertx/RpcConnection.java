package dev.bailey.vertx;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.Failure;
import dev.bailey.call.HeldBytes;
import dev.bailey.json.Json;
import dev.bailey.rpc.CallerFrame;
import dev.bailey.rpc.RpcExchange;
import io.netty.channel.ChannelHandlerContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON-RPC caller's connection. Frames are set on their way as they come, as long as there is room for their calls, and
 * answered as they complete; {@link #advance} moves on whatever bytes, answers or room to write have made possible.
 */
final class RpcConnection implements EdgeConnection {
    /** After the last answer, this much is read so that the caller sees the answer and not a reset. */
    private static final int MAX_LINGERING = 16 * 1024 * 1024;

    /** Bytes that a call takes besides its own, until its answer is written: a thousand small ones are no small thing. */
    private static final int CALL = 1024;

    /** Refused frames, which count nowhere, whose answers the caller need not have taken before the next is looked at. */
    private static final int MOST_REFUSED = 4;

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
    private final CallerChannel channel;
    private final RpcInput input;
    private final RpcOutput output;
    private final HeldBytes bytes;
    private final PhaseTimer timer;
    private final Set<RpcExchange> open = new HashSet<>();
    private final Runnable flush = this::flush;
    private Phase phase = Phase.OPEN;
    private Wait wait = Wait.NOTHING;
    private long waitedSince;
    private @Nullable CallerFrame held;
    private int calls;
    private long callBytes;
    private int refused;
    private boolean answeredInDrain;
    private boolean advancing;
    private boolean flushQueued;
    private long lingered;

    RpcConnection(RpcLoop shared, CallerChannel channel, ChannelHandlerContext ctx) {
        this.shared = shared;
        this.channel = channel;
        this.input = new RpcInput(shared.framing().read(), shared.maxFrame(), shared.codec());
        this.bytes = shared.heldBytes();
        this.timer = new PhaseTimer(shared.loop(), this::tooSlow);
        PhaseTimer writing = new PhaseTimer(shared.loop(), channel::close);
        this.output = new RpcOutput(shared, ctx, writing, this::written, this::cut);
        waitFor(true);
    }

    // ---- the machine

    @Override
    public void advance() {
        if (advancing) {
            return;
        }
        advancing = true;
        try {
            if (phase == Phase.OPEN) {
                advanceOpen();
            }
        } finally {
            advancing = false;
        }
        switch (phase) {
            case OPEN -> {}
            case LAST -> advanceLast();
            case LINGER -> advanceLinger();
            case CLOSED -> {
                return;
            }
        }
        watch();
    }

    private void advanceOpen() {
        input.take(channel.input());
        boolean more;
        do {
            more = step();
        } while (more);
        input.keep();
        if (phase == Phase.OPEN && !bytes.hold(callBytes + input.held())) {
            input.giveUp();
            refuse(new CallerFrame.Refused(BytesInFlight.refusal()));
            step();
        }
    }

    /** Sets the next frame on its way; returns whether another may follow. */
    private boolean step() {
        if (!mayTakeMore()) {
            return false;
        }
        CallerFrame frame = held != null ? held : nextFrame();
        if (frame == null) {
            if (channel.isInputEnded() || input.isBroken() || (answeredInDrain && isAllAnswered())) {
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

    private boolean mayTakeMore() {
        return calls < shared.maxCalls() && refused < MOST_REFUSED && !output.isStalled();
    }

    private @Nullable CallerFrame nextFrame() {
        CallerFrame frame = input.next();
        return frame == null && channel.isInputEnded() ? input.last() : frame;
    }

    private static int size(CallerFrame frame) {
        return frame instanceof CallerFrame.Batch batch ? batch.messages().size() : 1;
    }

    private void start(CallerFrame frame) {
        // a frame that waited for its turn had the room of the one that was not whole
        int taken = input.length() + CALL * size(frame);
        boolean fits = bytes.hold(callBytes + taken + input.held());
        if (fits) {
            begin(shared.start(frame), taken);
        } else {
            refuse(frame);
        }
    }

    /** What is refused is held no longer than its turn. */
    private void refuse(CallerFrame frame) {
        refused++;
        begin(shared.refuse(frame), 0);
    }

    private void begin(RpcExchange exchange, int taken) {
        exchange.bytes(taken);
        callBytes += exchange.bytes();
        calls += exchange.calls();
        open.add(exchange);
        exchange.answer().thenAccept(answer -> answered(exchange, answer));
    }

    private void advanceLast() {
        discard();
        if (!isAllAnswered()) {
            return;
        }
        if (channel.isInputEnded()) {
            channel.close();
        } else {
            phase = Phase.LINGER;
            timer.start(HttpLoop.LINGER_NANOS);
            channel.shutdownOutput();
        }
    }

    private void advanceLinger() {
        discard();
        if (channel.isInputEnded() || lingered > MAX_LINGERING) {
            channel.close();
        }
    }

    /** Nobody wants it, but unread it would turn our end into a reset. */
    private void discard() {
        lingered += channel.input().readable();
        channel.input().clear();
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
            exchange.flow()
                    .ifPresentOrElse(
                            flow -> {
                                output.add(exchange, flow);
                                flushSoon();
                            },
                            () -> {
                                end(exchange);
                                advance();
                            });
        } else {
            output.add(exchange, answer);
            flushSoon();
        }
    }

    /** Once for all that comes up in this turn of the loop. */
    private void flushSoon() {
        if (!channel.isInRead() && !flushQueued) {
            flushQueued = true;
            shared.loop().execute(flush);
        }
    }

    @Override
    public void flush() {
        flushQueued = false;
        if (phase != Phase.CLOSED) {
            output.flush();
        }
    }

    @Override
    public void writable() {
        output.resume();
        advance();
    }

    private void written(List<RpcExchange> answered, boolean really) {
        if (really) {
            answered.forEach(this::end);
            advance();
        }
        // Otherwise the connection is lost, and its end is theirs.
    }

    /** A flow failed after it had begun: nothing that follows could be told from it. */
    private void cut(RpcExchange exchange, Failure why) {
        exchange.cut(why.outcome(), why.detail());
        channel.reset();
    }

    private void end(RpcExchange exchange) {
        if (open.remove(exchange)) {
            calls -= exchange.calls();
            callBytes -= exchange.bytes();
            refused -= exchange.bytes() == 0 ? 1 : 0;
            if (phase != Phase.CLOSED) {
                bytes.hold(callBytes + input.held());
            }
            exchange.written();
        }
    }

    // ---- time and end

    /** Reads from the caller while there is room for what it sends, and waits for it no longer than allowed. */
    private void watch() {
        boolean open = phase == Phase.OPEN;
        boolean room = !open || (held == null && mayTakeMore());
        channel.read(room);
        if (open) {
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
            channel.close();
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
    public void cut() {
        boolean flowing = output.isFlowing();
        phase = Phase.LAST;
        held = null;
        cancelAll(Refusals.drained());
        flush();
        if (flowing) {
            channel.reset();
        } else {
            channel.close();
        }
    }

    private void cancelAll(Failure why) {
        List.copyOf(open).forEach(exchange -> exchange.cancel(why));
    }

    @Override
    public void lost() {
        phase = Phase.CLOSED;
        held = null;
        timer.close();
        output.close();
        input.giveUp();
        bytes.release();
        cancelAll(Refusals.callerGone());
        open.clear();
        shared.connections().closed(this);
    }
}
