package dev.bailey.vertx;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.Call;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureException;
import dev.bailey.call.HeldBytes;
import dev.bailey.flow.UnwantedFlow;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One caller's connection: a machine of few phases, moved on by {@link #advance} whenever bytes, an answer or room to write
 * come. Requests are served one at a time and in order; what a caller sends meanwhile stays in its socket, save for one read.
 */
final class HttpConnection implements EdgeConnection {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** After the last answer, this much is read so that the caller sees the answer and not a reset. */
    private static final int MAX_LINGERING = 16 * 1024 * 1024;

    private enum Phase {
        /** Waits for a head: between requests, or in the middle of one. */
        HEAD,
        /** A request is with the handler, its body perhaps still coming. */
        CALL,
        /** The request is answered and its unwanted body still coming. */
        DISCARD,
        /** The last answer is being written. */
        LAST,
        /** The last answer is written and our side closed; waits a little for the caller to close its own. */
        LINGER,
        CLOSED
    }

    private final HttpLoop shared;
    private final CallerChannel channel;
    private final ChannelHandlerContext ctx;
    private final Input input;
    private final ByteBufAllocator allocator;
    private final HeadReader heads;
    private final AnswerQueue answers;
    private final HeldBytes bytes;
    private final Uptake uptake;
    private final PhaseTimer timer;
    private Phase phase = Phase.HEAD;
    private @Nullable HttpExchange exchange;
    private @Nullable FlowWriter flow;
    private Failure whyLost = Refusals.callerGone();
    private boolean keptAlive;
    /** What came could not be kept: nothing that follows can be told from it. */
    private boolean full;
    /** Of the request that is with the handler. */
    private int headBytes;

    private boolean advancing;
    private long lingered;

    HttpConnection(HttpLoop shared, CallerChannel channel, ChannelHandlerContext ctx) {
        this.shared = shared;
        this.channel = channel;
        this.ctx = ctx;
        this.input = channel.input();
        this.allocator = ctx.alloc();
        this.heads = new HeadReader(shared.maxUri(), shared.maxFieldBytes());
        this.bytes = shared.heldBytes();
        this.timer = new PhaseTimer(shared.loop(), this::tooSlow);
        PhaseTimer writing = new PhaseTimer(shared.loop(), channel::close);
        this.uptake = new Uptake(ctx.channel(), shared.loop(), shared.limits(), this::taken);
        this.answers = new AnswerQueue(ctx, writing, shared.writeTimeout(), uptake);
        timer.start(shared.headerTimeout());
    }

    // ---- the machine

    @Override
    public void advance() {
        if (advancing) {
            return;
        }
        advancing = true;
        try {
            stepOn();
            if (phase != Phase.CLOSED && !bytes.hold(headBytes + heads.held() + input.readable())) {
                giveUpInput();
                stepOn();
            }
        } finally {
            advancing = false;
        }
        if (phase != Phase.CLOSED) {
            // Whoever has not been served with what it sent is not read from.
            channel.read(!input.isReadable() && !(full && phase == Phase.CALL));
            flush();
        }
    }

    private void stepOn() {
        boolean more;
        do {
            more = step();
        } while (more);
    }

    /** One step; returns whether another may follow. */
    private boolean step() {
        return switch (phase) {
            case HEAD -> answers.isReady() && stepHead();
            case CALL -> stepCall();
            case DISCARD -> stepDiscard();
            case LAST -> stepLast();
            case LINGER -> stepLinger();
            case CLOSED -> false;
        };
    }

    private boolean stepHead() {
        if (!input.isReadable()) {
            return channel.isInputEnded() && endInHead();
        }
        boolean first = heads.isEmpty();
        try {
            RequestHead head = heads.read(input);
            if (head != null && !bytes.hold(heads.taken())) {
                refuse(BytesInFlight.refusal());
            } else if (head != null) {
                begin(head);
            } else if (first && keptAlive) {
                timer.start(shared.headerTimeout());
            }
        } catch (FailureException e) {
            refuse(e.failure());
        }
        return true;
    }

    private boolean endInHead() {
        if (heads.isEmpty()) {
            phase = Phase.LAST;
        } else {
            refuse(Refusals.malformed("the connection ended before the head did")
                    .failure());
        }
        return true;
    }

    private void begin(RequestHead head) {
        timer.stop();
        phase = Phase.CALL;
        headBytes = heads.taken();
        Call call = Call.on(shared.loop());
        BodyFraming framing = shared.framing(head);
        RequestBody body = framing == null ? null : new RequestBody(this, call, framing, shared.maxBody());
        HttpExchange begun = new HttpExchange(this, call, head, body);
        exchange = begun;
        begun.begin(shared.handler(), head);
    }

    /** There is no room for what came: a call that is under way is answered, without what is missing of its body. */
    private void giveUpInput() {
        full = true;
        input.clear();
        heads.giveUp();
        if (phase == Phase.HEAD) {
            refuse(BytesInFlight.refusal());
        } else if (exchange != null) {
            exchange.loseBody(new FailureException(BytesInFlight.refusal()));
        }
    }

    private boolean stepCall() {
        if (exchange != null) {
            exchange.advanceBody(input, channel.isInputEnded());
        }
        return phase != Phase.CALL;
    }

    private boolean stepDiscard() {
        if (exchange == null || exchange.discardBody(input)) {
            next();
        } else if (channel.isInputEnded()) {
            phase = Phase.LAST;
        }
        return phase != Phase.DISCARD;
    }

    private boolean stepLast() {
        dropInput();
        if (!answers.isEmpty()) {
            return false;
        }
        phase = Phase.LINGER;
        if (!channel.isInputEnded()) {
            timer.start(HttpLoop.LINGER_NANOS);
            channel.shutdownOutput();
        }
        return true;
    }

    private boolean stepLinger() {
        dropInput();
        if (channel.isInputEnded()) {
            channel.close();
        }
        return false;
    }

    private void dropInput() {
        lingered += input.readable();
        input.clear();
        if (lingered > MAX_LINGERING) {
            channel.close();
        }
    }

    private void next() {
        exchange = null;
        headBytes = 0;
        keptAlive = true;
        phase = Phase.HEAD;
        timer.start(shared.idleTimeout());
    }

    // ---- what the body asks for

    /** Gives a body what has come of it. */
    void feed(RequestBody body) {
        if (advancing) {
            body.advance(input, channel.isInputEnded());
        } else {
            advance();
        }
    }

    /** A handler waits for a body that is not here. */
    void awaitBody(boolean nothingCame) {
        timer.start(shared.bodyTimeout());
        if (nothingCame && exchange != null && exchange.saysContinue()) {
            answers.interim(Unpooled.wrappedBuffer(CONTINUE));
            flush();
        }
    }

    // ---- answers

    /** The handler's reply; comes too late when the caller has gone. */
    void answer(HttpExchange answered, HttpReply reply) {
        if (answered != exchange || phase != Phase.CALL) {
            return;
        }
        if (reply instanceof HttpReply.Flowing flowing) {
            flow(answered, flowing);
            return;
        }
        HttpReply.Answer answer = Refusals.answerOf(reply);
        boolean last = isLast(answered, answer.headers());
        write(answered, answer, last);
        answered(answered, last);
    }

    private void answered(HttpExchange answered, boolean last) {
        timer.stop();
        if (last) {
            exchange = null;
            phase = Phase.LAST;
        } else if (answered.isBodyOpen()) {
            phase = Phase.DISCARD;
            timer.start(shared.bodyTimeout());
        } else {
            next();
        }
        advance();
    }

    private boolean isLast(HttpExchange answered, Headers headers) {
        return full
                || !answered.isReusable()
                || shared.isDraining()
                || "close".equalsIgnoreCase(headers.first("Connection"))
                || (channel.isInputEnded() && !input.isReadable());
    }

    private void write(HttpExchange answered, HttpReply.Answer answer, boolean last) {
        answered.endsWith(answer.outcome());
        Payload body = AnswerEncoder.bodyOf(answered, answer);
        if (body.length() <= AnswerQueue.INLINE) {
            answers.add(answered, shared.encoder().encode(allocator, answered, answer, last, body));
        } else {
            answers.add(answered, shared.encoder().encode(allocator, answered, answer, last, Payload.EMPTY), body);
        }
    }

    // ---- answers that flow

    private void flow(HttpExchange answered, HttpReply.Flowing flowing) {
        boolean last = isLast(answered, flowing.headers());
        timer.stop();
        answered.endsWith(flowing.outcome());
        ByteBuf head = shared.encoder().encode(allocator, answered, flowing, last);
        if (answered.isHead()) {
            answers.add(answered, head);
            answered(answered, last);
            UnwantedFlow.drop(flowing.body());
            return;
        }
        answers.beginFlow(head);
        FlowWriter writer = new FlowWriter(ctx, FlowWriter.Pieces.CHUNKED, uptake, new FlowEnd(answered, last));
        flow = writer;
        flowing.body().subscribe(writer);
        flush();
    }

    private final class FlowEnd implements FlowWriter.End {
        private final HttpExchange answered;
        private final boolean last;

        FlowEnd(HttpExchange answered, boolean last) {
            this.answered = answered;
            this.last = last;
        }

        @Override
        public void whole() {
            flow = null;
            if (phase == Phase.CALL) {
                answers.endFlow(answered, Unpooled.wrappedBuffer(FlowWriter.LAST_CHUNK));
                answered(answered, last);
            }
        }

        @Override
        public void cut(Failure why) {
            flow = null;
            answered.cut(why);
            channel.reset();
        }
    }

    /** Answers what never became a call; it counts as one all the same. */
    private void refuse(Failure failure) {
        timer.stop();
        Call call = Call.on(shared.loop());
        call.observer(shared.refused());
        call.explain(failure.detail());
        HttpExchange refused = new HttpExchange(this, call, null, null);
        exchange = refused;
        phase = Phase.CALL;
        answer(refused, new HttpReply.Failed(failure));
    }

    /** An answer is written, or never will be. */
    void written() {
        answers.written();
        advance();
    }

    @Override
    public void writable() {
        answers.resume();
        if (flow != null) {
            flow.more();
        }
        advance();
    }

    /** The caller has taken some, if not enough to be given more. */
    private void taken() {
        if (flow != null) {
            flow.taken();
        } else {
            answers.taken();
        }
    }

    @Override
    public void flush() {
        if (!channel.isInRead()) {
            answers.flush();
        }
    }

    // ---- time and end

    private void tooSlow() {
        switch (phase) {
            case HEAD -> tooSlowInHead();
            case CALL -> {
                if (exchange != null) {
                    exchange.failBody(Refusals.slow("the body of the request"));
                }
            }
            case DISCARD, LAST, LINGER -> channel.close();
            case CLOSED -> {}
        }
    }

    private void tooSlowInHead() {
        if (!answers.isReady()) {
            // It is the caller's reading that is slow, which another timer watches.
            timer.start(shared.idleTimeout());
        } else if (isIdle()) {
            channel.close();
        } else {
            refuse(Refusals.slow("the head of the request").failure());
        }
    }

    private boolean isIdle() {
        return phase == Phase.HEAD && heads.isEmpty() && (keptAlive || shared.isDraining());
    }

    @Override
    public void drain() {
        if (isIdle()) {
            timer.start(shared.idleTimeout());
        }
    }

    @Override
    public int openCalls() {
        return exchange != null || !answers.isEmpty() ? 1 : 0;
    }

    @Override
    public void cut() {
        whyLost = Refusals.drained();
        boolean flowing = flow != null;
        HttpExchange open = exchange;
        if (open != null) {
            open.giveUp(whyLost);
            if (!flowing) {
                // unless it is answered by now
                answer(open, new HttpReply.Failed(whyLost));
            }
        }
        flush();
        if (flowing) {
            channel.reset();
        } else {
            channel.close();
        }
    }

    /** Why calls end that are not answered when the connection goes. */
    Failure whyLost() {
        return whyLost;
    }

    @Override
    public void lost() {
        HttpExchange open = exchange;
        FlowWriter writer = flow;
        phase = Phase.CLOSED;
        exchange = null;
        flow = null;
        timer.close();
        bytes.release();
        uptake.cancel();
        if (writer != null) {
            writer.cancel();
        }
        if (open != null) {
            open.lost(whyLost);
        }
        answers.close(whyLost);
        shared.connections().closed(this);
    }
}
