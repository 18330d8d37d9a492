package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bailey.call.FailureException;
import java.util.Arrays;

/** A head is read, or refused, however its bytes are split: what two readers could read in two ways smuggles requests. */
class HeadFuzzTest {
    private static final int MAX_URI = 200;
    private static final int MAX_FIELDS = 500;
    private static final int MOST_SPLITS = 64;

    @FuzzTest
    void anySplitGivesTheSameHead(byte[] wire) {
        String whole = read(wire, wire.length);
        for (int at = 0; at < Math.min(wire.length, MOST_SPLITS); at++) {
            assertEquals(whole, read(wire, at), "split at " + at);
        }
    }

    private static String read(byte[] wire, int split) {
        HeadReader reader = new HeadReader(MAX_URI, MAX_FIELDS);
        Input in = new Input();
        in.array = Arrays.copyOf(wire, split);
        in.limit = split;
        try {
            RequestHead head = reader.read(in);
            int left = in.readable();
            if (head == null) {
                in.array = Arrays.copyOfRange(wire, split, wire.length);
                in.position = 0;
                in.limit = wire.length - split;
                head = reader.read(in);
                left = in.readable();
            } else {
                left += wire.length - split;
            }
            return head == null ? "more" : shown(head) + " and " + left + " left";
        } catch (FailureException e) {
            return "refused";
        }
    }

    private static String shown(RequestHead head) {
        StringBuilder shown = new StringBuilder();
        shown.append(head.verb()).append(' ').append(head.target()).append(' ').append(head.version());
        shown.append(' ').append(head.bodyLength()).append(' ').append(head.keepAlive());
        head.headers()
                .forEach((name, value) ->
                        shown.append('\n').append(name).append(": ").append(value));
        return shown.toString();
    }
}
