package dev.bailey.vertx;

import dev.bailey.call.Call;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureException;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One caller's connection: a machine of few phases, moved on by {@link #advance} whenever bytes, an answer or room to write
 * come. Requests are served one at a time and in order; what a caller sends meanwhile stays in its socket, save for one read.
 */
final class HttpConnection extends ChannelInboundHandlerAdapter implements EdgeConnection {
    private static final System.Logger LOG = System.getLogger(HttpConnection.class.getName());
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Of a body that nobody wants, this much is read to keep the connection. */
    private static final int MAX_DISCARDED = 64 * 1024;

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
    private final ChannelHandlerContext ctx;
    private final Input input = new Input();
    private final HeadReader heads;
    private final AnswerQueue answers;
    private final PhaseTimer timer;
    private Phase phase = Phase.HEAD;
    private @Nullable HttpExchange exchange;
    private boolean keptAlive;
    private boolean continued;
    private boolean inputEnded;
    private boolean inRead;
    private boolean advancing;
    private boolean autoRead = true;
    private int lingered;

    /** To be made on the channel's loop, before anything is read. */
    HttpConnection(HttpLoop shared, Channel channel) {
        this.shared = shared;
        this.ctx = channel.pipeline().addLast(this).context(this);
        this.heads = new HeadReader(shared.maxUri(), shared.maxFieldBytes());
        this.timer = new PhaseTimer(shared.loop(), this::tooSlow);
        PhaseTimer writing = new PhaseTimer(shared.loop(), this::close);
        this.answers = new AnswerQueue(ctx, writing, shared.writeTimeout());
        timer.start(shared.headerTimeout());
    }

    // ---- what the channel tells

    @Override
    public void channelRead(ChannelHandlerContext same, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        inRead = true;
        try {
            if (phase == Phase.LAST || phase == Phase.LINGER) {
                linger(bytes.readableBytes());
            } else if (phase != Phase.CLOSED) {
                input.add(bytes, shared.readBuffer());
            }
        } finally {
            bytes.release();
        }
        advanceAll();
        input.keep(shared.readBuffer());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext same) {
        inRead = false;
        answers.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext same) {
        if (same.channel().isWritable()) {
            answers.resume();
            advanceAll();
        }
    }

    /** A FIN: the caller sends no more, and may well wait for its answers. */
    @Override
    public void userEventTriggered(ChannelHandlerContext same, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            setAutoRead(false);
            advanceAll();
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
        HttpExchange open = exchange;
        phase = Phase.CLOSED;
        exchange = null;
        timer.close();
        input.clear();
        if (open != null) {
            open.callerGone();
        }
        answers.close();
        shared.connections().closed(this);
    }

    // ---- the machine

    private void advanceAll() {
        if (advancing) {
            return;
        }
        advancing = true;
        try {
            boolean more;
            do {
                more = advance();
            } while (more);
        } finally {
            advancing = false;
        }
        if (phase != Phase.CLOSED) {
            // Whoever has not been served with what it sent is not read from.
            setAutoRead(!inputEnded && !input.isReadable());
            if (!inRead) {
                answers.flush();
            }
        }
    }

    /** One step; returns whether another may follow. */
    private boolean advance() {
        return switch (phase) {
            case HEAD -> answers.isReady() && advanceHead();
            case CALL -> advanceBody();
            case DISCARD -> advanceDiscard();
            case LAST -> advanceLast();
            case LINGER -> {
                if (inputEnded) {
                    close();
                }
                yield false;
            }
            case CLOSED -> false;
        };
    }

    private boolean advanceHead() {
        if (!input.isReadable()) {
            return inputEnded && endInHead();
        }
        boolean first = heads.isEmpty();
        try {
            RequestHead head = heads.read(input);
            if (head != null) {
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
        continued = false;
        Call call = Call.on(shared.loop());
        BodyFraming framing = shared.framing(head);
        RequestBody body = framing == null ? null : new RequestBody(this, call, framing, shared.maxBody());
        HttpExchange begun = new HttpExchange(this, call, head, body);
        exchange = begun;
        begun.begin(shared.handler(), head);
    }

    private boolean advanceBody() {
        RequestBody body = exchange == null ? null : exchange.body();
        if (body != null && body.isWanted() && (input.isReadable() || inputEnded)) {
            body.advance(input, inputEnded);
        }
        return phase != Phase.CALL;
    }

    private boolean advanceDiscard() {
        RequestBody body = exchange == null ? null : exchange.body();
        if (body == null || body.discard(input)) {
            next();
        } else if (inputEnded) {
            phase = Phase.LAST;
        }
        return phase != Phase.DISCARD;
    }

    private boolean advanceLast() {
        input.clear();
        if (!answers.isEmpty()) {
            return false;
        }
        if (inputEnded) {
            close();
        } else {
            phase = Phase.LINGER;
            timer.start(HttpLoop.LINGER_NANOS);
            shutdownOutput();
        }
        return false;
    }

    private void shutdownOutput() {
        if (ctx.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            close();
        }
    }

    private void next() {
        exchange = null;
        keptAlive = true;
        phase = Phase.HEAD;
        timer.start(shared.idleTimeout());
    }

    // ---- what the body asks for

    /** Gives a body what has come of it. */
    void feed(RequestBody body) {
        if (advancing) {
            body.advance(input, inputEnded);
        } else {
            advanceAll();
        }
    }

    /** A handler waits for a body that is not here. */
    void awaitBody(boolean nothingCame) {
        timer.start(shared.bodyTimeout());
        if (nothingCame && !continued && exchange != null && exchange.expectsContinue()) {
            continued = true;
            answers.interim(Unpooled.wrappedBuffer(CONTINUE));
            if (!inRead) {
                answers.flush();
            }
        }
    }

    // ---- answers

    /** The handler's reply; comes too late when the caller has gone. */
    void answer(HttpExchange answered, HttpReply reply) {
        if (answered != exchange || phase != Phase.CALL) {
            return;
        }
        HttpReply.Answer answer = Refusals.answerOf(reply);
        boolean last = isLast(answered, answer);
        write(answered, answer, last);
        timer.stop();
        if (last) {
            exchange = null;
            phase = Phase.LAST;
        } else if (isOpen(answered.body())) {
            phase = Phase.DISCARD;
            timer.start(shared.bodyTimeout());
        } else {
            next();
        }
        advanceAll();
    }

    private void write(HttpExchange answered, HttpReply.Answer answer, boolean last) {
        answered.endsWith(answer.outcome());
        Payload body = AnswerEncoder.bodyOf(answered, answer);
        if (body.length() <= AnswerQueue.INLINE) {
            answers.add(answered, shared.encoder().encode(ctx.alloc(), answered, answer, last, body));
        } else {
            ByteBuf head = shared.encoder().encode(ctx.alloc(), answered, answer, last, Payload.EMPTY);
            answers.add(answered, head, body);
        }
    }

    private boolean isLast(HttpExchange answered, HttpReply.Answer answer) {
        return !answered.isKeptAlive()
                || shared.isDraining()
                || "close".equalsIgnoreCase(answer.headers().first("Connection"))
                || (inputEnded && !input.isReadable())
                || !canSkip(answered);
    }

    /** Whether what is left of the body can be read and thrown away at little cost. */
    private boolean canSkip(HttpExchange answered) {
        RequestBody body = answered.body();
        if (body == null || body.isComplete()) {
            return true;
        }
        boolean onItsWay = !answered.expectsContinue() || continued;
        return onItsWay && body.remaining() != RequestHead.CHUNKED && body.remaining() <= MAX_DISCARDED;
    }

    private static boolean isOpen(@Nullable RequestBody body) {
        return body != null && !body.isComplete();
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
        advanceAll();
    }

    // ---- time and end

    private void tooSlow() {
        switch (phase) {
            case HEAD -> tooSlowInHead();
            case CALL -> tooSlowInBody();
            case DISCARD, LAST, LINGER -> close();
            case CLOSED -> {}
        }
    }

    private void tooSlowInHead() {
        if (!answers.isReady()) {
            // It is the caller's reading that is slow, which another timer watches.
            timer.start(shared.idleTimeout());
        } else if (isIdle()) {
            close();
        } else {
            refuse(Refusals.slow("the head of the request").failure());
            advanceAll();
        }
    }

    private void tooSlowInBody() {
        RequestBody body = exchange == null ? null : exchange.body();
        if (body != null) {
            body.fail(Refusals.slow("the body of the request"));
        }
    }

    private boolean isIdle() {
        return phase == Phase.HEAD && heads.isEmpty() && (keptAlive || shared.isDraining());
    }

    private void linger(int bytes) {
        lingered += bytes;
        if (lingered > MAX_LINGERING) {
            close();
        }
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
