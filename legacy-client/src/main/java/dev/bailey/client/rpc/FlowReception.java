package dev.bailey.client.rpc;

import dev.bailey.call.Delivery;
import dev.bailey.call.EventLoop;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.flow.ByteFlow;
import dev.bailey.flow.Tap;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonWriter;
import dev.bailey.rpc.ReplyWalk;
import dev.bailey.rpc.RpcReply;
import org.jspecify.annotations.Nullable;

/**
 * What has come of one message that may be a flowing reply. It is held until a result has begun that is worth flowing; a message
 * that is whole before that is read like any other. On the connection's loop.
 */
final class FlowReception {
    private final FlowExchange exchange;
    private final Wire wire;
    private final EventLoop loop;
    private final Tap tap;
    private final ReplyWalk walk;
    private JsonWriter held = new JsonWriter();
    private int resultFrom = -1;
    private int resultTo = -1;
    private @Nullable ByteFlow flow;

    FlowReception(FlowExchange exchange, Wire wire, EventLoop loop, Tap tap) {
        this.exchange = exchange;
        this.wire = wire;
        this.loop = loop;
        this.tap = tap;
        this.walk = wire.walk(exchange.sequence);
    }

    /**
     * Takes a piece of the message; its array is given away.
     *
     * @throws JsonException if the message cannot be well formed; the piece is held all the same, unless it flows
     */
    void take(byte[] bytes, int from, int to) throws JsonException {
        if (flow == null) {
            hold(bytes, from, to);
        } else {
            walk.take(bytes, from, to);
            if (walk.objection().isEmpty()) {
                flow.offer(bytes, walk.resultFrom(), walk.resultTo());
            }
        }
    }

    private void hold(byte[] bytes, int from, int to) throws JsonException {
        int shift = held.size() - from;
        held.raw(bytes, from, to - from);
        walk.take(bytes, from, to);
        if (walk.resultTo() > walk.resultFrom()) {
            resultFrom = resultFrom < 0 ? walk.resultFrom() + shift : resultFrom;
            resultTo = walk.resultTo() + shift;
        }
    }

    /** Takes bytes of a message of which it is known that it will not flow. */
    void holdOnly(byte[] bytes, int from, int to) {
        held.raw(bytes, from, to - from);
    }

    /** More is to come than has: lets the result flow if it may. */
    void letFlow() {
        if (flow != null || exchange.sequence == 0 || !walk.mayFlow()) {
            return;
        }
        ByteFlow begun = exchange.flowFrom(loop, tap, wire.stallTimeout());
        flow = begun;
        begun.offer(held.array(), resultFrom, resultTo);
        held = new JsonWriter();
        exchange.answer(new RpcReply.Flowing(begun));
    }

    boolean isFlowing() {
        return flow != null;
    }

    /** Whether more is held than a whole message may have. */
    boolean isTooLarge() {
        return held.size() > wire.maxFrame();
    }

    /** What has come, if it does not flow. */
    byte[] held() {
        return held.toByteArray();
    }

    /** Whether this is certain to be, or to have begun as, the reply. */
    boolean isOurs() {
        return flow != null || walk.isOurs();
    }

    /** Why what flows is not the reply after all; empty if nothing speaks against it so far. */
    String objection() {
        return flow == null ? "" : walk.objection();
    }

    /**
     * The message that flows is whole.
     *
     * @throws JsonException if it is not
     */
    void end() throws JsonException {
        walk.end();
        if (flow != null && walk.objection().isEmpty()) {
            flow.complete();
        }
    }

    /** There will be no good end. */
    void fail(FailureKind kind, String why) {
        if (flow != null) {
            flow.fail(new Failure(kind, why, Delivery.ANSWERED));
        }
    }
}
