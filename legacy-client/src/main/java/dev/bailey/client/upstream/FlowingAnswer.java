package dev.bailey.client.upstream;

import dev.bailey.call.Delivery;
import dev.bailey.call.EventLoop;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.client.http.BodySink;
import dev.bailey.flow.ByteFlow;
import dev.bailey.flow.Tap;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.json.JsonWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An answer whose body may flow: what came along with the head is held until it is known that more follows. */
final class FlowingAnswer implements BodySink {
    private final HttpExchange exchange;
    private final int status;
    private final Headers headers;
    private JsonWriter held = new JsonWriter();
    private @Nullable ByteFlow flow;

    FlowingAnswer(HttpExchange exchange, int status, Headers headers) {
        this.exchange = exchange;
        this.status = status;
        this.headers = headers;
    }

    @Override
    public void take(byte[] bytes, int from, int to) {
        if (flow == null) {
            held.raw(bytes, from, to - from);
        } else {
            flow.offer(bytes, from, to);
        }
    }

    /** More is to come than has: lets the body flow, once its first byte is here. */
    void letFlow(EventLoop loop, Tap from, Duration stall) {
        if (flow != null || held.size() == 0) {
            return;
        }
        ByteFlow begun = exchange.flowFrom(loop, from, stall);
        flow = begun;
        begun.offer(held.array(), 0, held.size());
        held = new JsonWriter();
        exchange.answer(new HttpReply.Flowing(status, headers, begun));
    }

    boolean isFlowing() {
        return flow != null;
    }

    /** The whole body, which did not have to flow. */
    Payload held() {
        return Payload.of(held.toByteArray());
    }

    void complete() {
        if (flow != null) {
            flow.complete();
        }
    }

    void fail(FailureKind kind, String why) {
        if (flow != null) {
            flow.fail(new Failure(kind, why, Delivery.ANSWERED));
        }
    }
}
