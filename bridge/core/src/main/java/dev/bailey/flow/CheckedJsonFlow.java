package dev.bailey.flow;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonScanner;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;

/**
 * The body of a service's answer, let through as long as it is one well-formed JSON value; blanks around it are left out. A
 * body without a byte is {@code null}.
 */
public final class CheckedJsonFlow extends ReworkedFlow {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final JsonScanner scanner;
    private boolean empty = true;
    private boolean begun;

    public CheckedJsonFlow(Flow.Publisher<ByteBuffer> body, JsonLimits limits) {
        super(body);
        this.scanner = new JsonScanner(limits);
    }

    @Override
    protected ByteBuffer rework(ByteBuffer piece) {
        empty = false;
        byte[] bytes = piece.array();
        int from = piece.arrayOffset() + piece.position();
        int to = piece.arrayOffset() + piece.limit();
        try {
            int end = scanner.done() ? from : scanner.feed(bytes, from, to);
            requireBlanks(bytes, end, to);
            int start = begun ? from : skipBlanks(bytes, from, end);
            begun |= start < end;
            return ByteBuffer.wrap(bytes, start, end - start);
        } catch (JsonException e) {
            throw bad("the service's answer cannot be read as JSON: " + e.getMessage());
        }
    }

    @Override
    protected ByteBuffer end() {
        if (empty) {
            return ByteBuffer.wrap(NULL.clone());
        }
        try {
            scanner.end();
        } catch (JsonException e) {
            throw bad("the service's answer cannot be read as JSON: " + e.getMessage());
        }
        return ByteBuffer.allocate(0);
    }

    private static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private static void requireBlanks(byte[] bytes, int from, int to) {
        if (skipBlanks(bytes, from, to) < to) {
            throw bad("the service's answer has more than one JSON value");
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static FailureException bad(String why) {
        return new FailureException(FailureKind.BAD_REPLY.because(why).delivered(Delivery.ANSWERED));
    }
}
