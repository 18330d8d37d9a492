package dev.bailey.client.rpc;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.Delivery;
import dev.bailey.call.EventLoop;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.call.HeldBytes;
import dev.bailey.client.framing.FrameDecoder;
import dev.bailey.client.framing.FramingException;
import dev.bailey.client.pool.Membership;
import dev.bailey.flow.Tap;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.metrics.ServiceMetrics.DroppedReply;
import dev.bailey.rpc.RpcCodec;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.ServiceMessage;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One TCP or Unix connection. Requests go out under Bailey's own increasing ids, many at a time; replies are told apart by
 * them, in any order. What cannot be told apart is dropped and never given to somebody. On its loop, all of it.
 */
final class StreamConnection implements RpcConnection {
    private static final String LOST = "the connection to the service was lost";
    private static final String CUT_OFF = LOST + " in the middle of the answer";

    private final NetSocketInternal socket;
    private final Membership<RpcConnection> membership;
    private final EventLoop loop;
    private final Wire wire;
    private final ServerRequests serverRequests;
    private final ServiceMetrics metrics;
    private final FrameDecoder decoder;
    private final RpcCodec.Reader messages;
    private final HeldBytes held;
    private final InFlight inFlight = new InFlight();
    private final Outbox outbox;
    private final Runnable flush = this::flush;
    /** Reads instead of the decoder while an exchange has the connection to itself. */
    private @Nullable FlowReading flowReading;

    private boolean flushScheduled;
    private boolean closed;

    StreamConnection(
            NetSocketInternal socket,
            Membership<RpcConnection> membership,
            Wire wire,
            ServerRequests serverRequests,
            ServiceMetrics metrics) {
        this.socket = socket;
        this.membership = membership;
        this.loop = membership.loop();
        this.wire = wire;
        this.serverRequests = serverRequests;
        this.metrics = metrics;
        this.decoder = wire.decoder();
        this.messages = wire.codec().reader();
        this.held = wire.heldBytes();
        this.outbox = new Outbox(socket, wire, inFlight, this::written);
    }

    /** Listens to the socket from now on. */
    void begin() {
        socket.handler(this::received);
        socket.drainHandler(drained -> flush());
        // a reset connection closes next; nothing is to be said about it
        socket.exceptionHandler(reset -> {});
        socket.closeHandler(gone -> lost());
    }

    @Override
    public Membership<RpcConnection> membership() {
        return membership;
    }

    // ---- to the service

    @Override
    public void send(Exchange exchange) {
        if (closed) {
            exchange.fail(FailureKind.UNAVAILABLE, LOST, Delivery.NOT_SENT);
        } else if (outbox.add(exchange)) {
            flushSoon();
        } else {
            membership.giveBack();
            exchange.fail(FailureKind.OVERLOADED, "the service reads too slowly", Delivery.NOT_SENT);
        }
    }

    @Override
    public void sendFlow(FlowExchange exchange) {
        if (!closed && decoder.midFrame()) {
            // half of something that nobody asked for: where the reply will start cannot be told
            exchange.fail(FailureKind.UNAVAILABLE, LOST, Delivery.NOT_SENT);
            end(null, FailureKind.UNAVAILABLE, LOST);
            return;
        }
        if (!closed) {
            flowReading = new FlowReading(this, exchange, wire, new SocketTap(exchange));
        }
        send(exchange);
    }

    /** Once for all that comes up in this turn of the loop. */
    private void flushSoon() {
        if (!flushScheduled) {
            flushScheduled = true;
            loop.execute(flush);
        }
    }

    private void flush() {
        flushScheduled = false;
        if (!closed) {
            outbox.flush();
        }
    }

    private void written(Exchange notification, boolean done) {
        membership.giveBack();
        if (done) {
            notification.accept();
        } else {
            notification.fail(FailureKind.UNAVAILABLE, LOST, Delivery.UNKNOWN);
        }
    }

    @Override
    public void giveUp(Exchange exchange) {
        if (closed) {
            return;
        }
        if (flowReading != null && flowReading.exchange().equals(exchange)) {
            giveUpFlow(exchange);
            return;
        }
        if (outbox.takeBack(exchange)) {
            membership.giveBack();
        } else if (inFlight.giveUp(exchange.sequence)) {
            membership.abandon();
            if (isHalfReceived(exchange.sequence)) {
                end(null, FailureKind.BAD_REPLY, LOST);
            }
        }
        if (outbox.isStalled()) {
            membership.retire();
        }
    }

    /** Its reply may be endless: unless nothing was asked yet, the connection goes with it. */
    private void giveUpFlow(Exchange exchange) {
        if (outbox.takeBack(exchange)) {
            flowReading = null;
            membership.giveBack();
        } else {
            end(null, FailureKind.UNAVAILABLE, LOST);
        }
    }

    private boolean isHalfReceived(long id) {
        if (!decoder.midFrame()) {
            return false;
        }
        long begun = wire.beginning().id(decoder.partial());
        return begun == id || (begun == 0 && inFlight.size() == 1);
    }

    // ---- from the service

    private void received(Buffer chunk) {
        if (closed) {
            return;
        }
        ByteBuf bytes = ((BufferInternal) chunk).getByteBuf();
        int length = bytes.readableBytes();
        if (bytes.hasArray()) {
            int from = bytes.arrayOffset() + bytes.readerIndex();
            received(bytes.array(), from, from + length);
        } else {
            byte[] copy = new byte[length];
            bytes.getBytes(bytes.readerIndex(), copy);
            received(copy, 0, length);
        }
    }

    private void received(byte[] bytes, int from, int to) {
        int at = from;
        // when one exchange has had its reply the next one may be there already
        while (flowReading != null && at < to) {
            at = flowReading.take(bytes, at, to);
        }
        if (at < to && !closed) {
            decode(bytes, at, to);
        }
    }

    private void decode(byte[] bytes, int from, int to) {
        decoder.append(bytes, from, to);
        try {
            for (byte[] frame = decoder.next(); frame != null; frame = closed ? null : decoder.next()) {
                read(frame);
            }
            // what is whole the call counts
            if (!closed && !held.hold(decoder.held())) {
                end(whose(decoder.partial()), BytesInFlight.refusal());
            }
        } catch (FramingException e) {
            broken(e);
        }
    }

    // ---- flows

    EventLoop loop() {
        return loop;
    }

    /** Whether it is this one that takes what comes. */
    boolean isReading(FlowReading one) {
        return !closed && one.equals(flowReading);
    }

    /** The reply has flowed, to its good end: the connection is as good as any. */
    void flowEnded(FlowReading ended) {
        flowReading = null;
        int at = inFlight.find(ended.exchange().sequence);
        if (at >= 0) {
            inFlight.remove(at);
        }
        membership.release();
    }

    /** A whole message came: if it was the reply, the connection is its exchange's no more. */
    void perhapsAnswered(FlowReading current) {
        long id = current.exchange().sequence;
        if (isReading(current) && id > 0 && inFlight.find(id) < 0) {
            flowReading = null;
        }
    }

    /** Back-pressure on the socket, for the flow of one exchange. */
    private final class SocketTap implements Tap {
        private final FlowExchange exchange;

        SocketTap(FlowExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void pause() {
            autoRead(false);
        }

        @Override
        public void resume() {
            autoRead(true);
        }

        // not socket.pause(): that lets Vert.x queue what the socket has read ahead, sixteen reads of it
        private void autoRead(boolean on) {
            socket.channelHandlerContext().channel().config().setAutoRead(on);
        }

        @Override
        public void abort() {
            giveUp(exchange);
        }
    }

    // ---- whole messages

    void read(byte[] frame) {
        ServiceMessage message;
        try {
            message = messages.read(frame, 0, frame.length);
        } catch (JsonException e) {
            end(whose(frame), FailureKind.BAD_REPLY, "the service's answer is no JSON-RPC reply: " + e.getMessage());
            return;
        }
        if (message instanceof ServiceMessage.Reply reply) {
            replied(reply);
        } else if (message instanceof ServiceMessage.Request request) {
            asked(request);
        } else {
            metrics.replyDropped(DroppedReply.NOTIFICATION);
        }
    }

    private void replied(ServiceMessage.Reply reply) {
        int at = meant(reply);
        if (at < 0) {
            metrics.replyDropped(DroppedReply.UNKNOWN_ID);
            membership.retire();
            return;
        }
        Exchange exchange = inFlight.at(at);
        inFlight.remove(at);
        if (exchange == null) {
            metrics.replyDropped(DroppedReply.LATE);
            membership.reclaim();
        } else {
            membership.release();
            answer(exchange, reply.reply());
        }
    }

    /** Which request in flight a reply is for, -1 if that cannot be known for sure. */
    private int meant(ServiceMessage.Reply reply) {
        long id = reply.sequence().orElse(0);
        if (id > 0) {
            return inFlight.find(id);
        }
        // the service could not read our id (JSON-RPC 2.0, section 5); there is but one request that it can mean
        boolean couldNotRead = reply.id().kind() == Json.Kind.NULL && reply.reply() instanceof RpcReply.ServiceError;
        return couldNotRead ? inFlight.only() : -1;
    }

    private void answer(Exchange exchange, RpcReply reply) {
        if (wire.isTooLarge(reply)) {
            exchange.fail(FailureKind.REPLY_TOO_LARGE, wire.tooLarge(), Delivery.ANSWERED);
        } else {
            exchange.answer(reply);
        }
    }

    private void asked(ServiceMessage.Request request) {
        if (outbox.answer(serverRequests, request)) {
            flushSoon();
        } else {
            end(null, FailureKind.UNAVAILABLE, LOST);
        }
    }

    // ---- the end

    @Override
    public void close() {
        end(null, FailureKind.UNAVAILABLE, LOST);
    }

    private void broken(FramingException e) {
        Exchange blamed = whose(decoder.partial());
        if (e.reason() == FramingException.Reason.TOO_LARGE) {
            end(blamed, FailureKind.REPLY_TOO_LARGE, wire.tooLarge());
        } else {
            end(blamed, FailureKind.BAD_REPLY, "the service broke the framing: " + e.getMessage());
        }
    }

    private void lost() {
        if (flowReading != null && flowReading.isMidReply()) {
            end(flowReading.exchange(), FailureKind.BAD_REPLY, CUT_OFF);
            return;
        }
        Exchange cutOff = closed || !decoder.midFrame()
                ? null
                : waitingFor(wire.beginning().id(decoder.partial()));
        end(cutOff, FailureKind.BAD_REPLY, CUT_OFF);
    }

    /** Whose answer a broken frame was: the one that its beginning names, or the only one there is. */
    private @Nullable Exchange whose(byte[] frame) {
        long id = wire.beginning().id(frame);
        if (id > 0) {
            return waitingFor(id);
        }
        int only = inFlight.only();
        return only < 0 ? null : inFlight.at(only);
    }

    private @Nullable Exchange waitingFor(long id) {
        int at = inFlight.find(id);
        return at < 0 ? null : inFlight.at(at);
    }

    void end(@Nullable Exchange blamed, FailureKind kind, String why) {
        end(blamed, kind.because(why));
    }

    /** Closes at once. The blamed exchange, if any, fails as said, all others because the connection is gone. */
    private void end(@Nullable Exchange blamed, Failure why) {
        if (closed) {
            return;
        }
        closed = true;
        held.release();
        // not socket.close(): that waits for all writes, which never end when the service does not read
        socket.channelHandlerContext().close();
        List<Exchange> sent = inFlight.drain();
        List<Exchange> unsent = outbox.drain();
        membership.closed();
        FlowReading flowing = flowReading;
        flowReading = null;
        if (flowing != null) {
            flowing.fail(why.kind(), why.detail());
        }
        if (blamed != null) {
            blamed.fail(why.kind(), why.detail(), Delivery.ANSWERED);
        }
        // the blamed one has its end already
        sent.forEach(exchange -> exchange.fail(FailureKind.UNAVAILABLE, LOST, Delivery.UNKNOWN));
        unsent.forEach(exchange -> exchange.fail(FailureKind.UNAVAILABLE, LOST, Delivery.NOT_SENT));
    }
}
