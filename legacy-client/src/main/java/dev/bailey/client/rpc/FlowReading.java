package dev.bailey.client.rpc;

import dev.bailey.call.FailureKind;
import dev.bailey.client.framing.Boundary;
import dev.bailey.client.framing.FramingException;
import dev.bailey.flow.Tap;
import dev.bailey.json.JsonException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a connection's bytes while one exchange has it to itself: passes the result on before its frame is whole. Other frames,
 * as the service's own requests, are read as ever. On the connection's loop.
 */
final class FlowReading {
    private final StreamConnection connection;
    private final FlowExchange exchange;
    private final Wire wire;
    private final Tap tap;
    private final Boundary boundary;
    private @Nullable FlowReception reception;

    FlowReading(StreamConnection connection, FlowExchange exchange, Wire wire, Tap tap) {
        this.connection = connection;
        this.exchange = exchange;
        this.wire = wire;
        this.tap = tap;
        this.boundary = wire.boundary();
    }

    FlowExchange exchange() {
        return exchange;
    }

    /** Takes what has come, up to the end of the exchange; the array is given away. Returns the index after what it took. */
    int take(byte[] bytes, int from, int to) {
        int at = from;
        try {
            while (at < to && connection.isReading(this)) {
                at = boundary.scan(bytes, at, to);
                piece(bytes, boundary.payloadFrom(), boundary.payloadTo());
                if (boundary.whole()) {
                    frameEnds();
                }
            }
            if (reception != null && connection.isReading(this)) {
                goOn(reception);
            }
        } catch (FramingException e) {
            broken("the service broke the framing: " + e.getMessage());
        } catch (JsonException e) {
            broken("the service's answer is no JSON-RPC reply: " + e.getMessage());
        }
        return at;
    }

    private void piece(byte[] bytes, int from, int to) throws JsonException {
        if (from == to) {
            return;
        }
        FlowReception current = reception;
        if (current == null) {
            // only now: the request may have been sent after what came before
            current = new FlowReception(exchange, wire, connection.loop(), tap);
            reception = current;
        }
        current.take(bytes, from, to);
        checkObjection(current);
    }

    private void checkObjection(FlowReception current) {
        if (!current.objection().isEmpty()) {
            broken(current.objection());
        }
    }

    private void goOn(FlowReception current) {
        current.letFlow();
        if (current.isTooLarge()) {
            connection.end(exchange, FailureKind.REPLY_TOO_LARGE, wire.tooLarge());
        }
    }

    private void frameEnds() throws JsonException {
        FlowReception whole = reception;
        if (whole == null || !connection.isReading(this)) {
            return;
        }
        if (whole.isFlowing()) {
            whole.end();
            checkObjection(whole);
            if (connection.isReading(this)) {
                connection.flowEnded(this);
            }
        } else {
            reception = null;
            byte[] frame = whole.held();
            connection.read(frame);
            connection.perhapsAnswered(this);
        }
    }

    private void broken(String why) {
        if (connection.isReading(this)) {
            connection.end(exchange, FailureKind.BAD_REPLY, why);
        }
    }

    /** The connection is lost. Whether that was in the middle of the reply. */
    boolean isMidReply() {
        return reception != null && reception.isOurs();
    }

    /** The connection is at its end, for this reason. */
    void fail(FailureKind kind, String why) {
        if (reception != null) {
            reception.fail(kind, why);
        }
    }
}
