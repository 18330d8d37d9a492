package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.config.LimitsConfig;
import dev.bailey.vertx.RequestTable.After;
import dev.bailey.vertx.RequestTable.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the edge to the table of requests: whole, in two pieces at every byte, and byte by byte. */
final class RequestTableTest {
    private static final byte[] PROBE =
            "GET /probe HTTP/1.1\r\nHost: probe\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    static List<Row> rows() {
        return RequestTable.rows();
    }

    @Test
    void thereAreEnoughOfThem() {
        assertTrue(rows().size() > 200, "rows: " + rows().size());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void inOnePiece(Row row) {
        check(row, List.of(row.bytes()), "in one piece");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void splitAtEveryByte(Row row) {
        byte[] bytes = row.bytes();
        // Long rows are long for their filler.
        int step = bytes.length > 1000 ? 499 : 1;
        for (int i = 1; i < bytes.length; i += step) {
            byte[] head = Arrays.copyOf(bytes, i);
            byte[] tail = Arrays.copyOfRange(bytes, i, bytes.length);
            check(row, List.of(head, tail), "split at " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void byteByByte(Row row) {
        List<byte[]> pieces = new ArrayList<>();
        for (byte b : row.bytes()) {
            pieces.add(new byte[] {b});
        }
        check(row, pieces, "byte by byte");
    }

    private static void check(Row row, List<byte[]> pieces, String how) {
        FakeCaller caller = new FakeCaller(EchoHandler.checked(), LimitsConfig.DEFAULT);
        pieces.forEach(caller::sends);
        if (row.after() != After.WAIT) {
            caller.sends(PROBE);
        }
        List<Integer> expected = new ArrayList<>(row.statuses());
        if (row.after() == After.KEEP) {
            expected.add(200);
        }
        List<WireAnswer> answers = caller.answers();
        assertEquals(expected, answers.stream().map(WireAnswer::status).toList(), how);
        assertEquals(row.after() == After.CLOSE, caller.isClosed(), how + ": closed");
        for (int i = 0; i < answers.size(); i++) {
            checkAnswer(answers.get(i), row, i == answers.size() - 1, how);
        }
        assertEquals(row.after() == After.CLOSE ? 0 : 1, caller.connections.open(), how);
        caller.channel.close();
        caller.channel.checkException();
        assertFalse(caller.loop.hasTimeouts(), "a timer is left");
    }

    private static void checkAnswer(WireAnswer answer, Row row, boolean last, String how) {
        boolean closing = answer.header("Connection").equals("close");
        assertEquals(last && row.after() == After.CLOSE, closing, how + ": Connection: close");
        if (last && row.after() == After.KEEP) {
            assertEquals("/probe", answer.header("X-Target"), how);
        }
        if (answer.status() >= 400) {
            assertEquals("application/problem+json", answer.header("Content-Type"));
            assertTrue(answer.body().matches("[ -~]*"), "a body with odd bytes: " + answer.body());
        }
    }
}
