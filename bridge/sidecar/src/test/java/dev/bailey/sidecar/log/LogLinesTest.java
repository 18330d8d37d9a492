package dev.bailey.sidecar.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.log.CallLine;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogLinesTest {
    private static final int MAX_LINE = 80_000;
    private final JsonLines json = new JsonLines();
    private final TextLines text = new TextLines();

    static Stream<String> hostile() {
        return Stream.of(
                "",
                "two\nlines\r\nand more",
                "\"},\n{\"level\":\"forged\"",
                "nul \0 bell \u0007 escape \u001b[2J delete \u007f",
                "line separators \u2028 \u2029 next line \u0085",
                "right to left \u202e override",
                "lone surrogates \ud800 and \udc00",
                "braces { } {0} {1 {{ '",
                "emoji \ud83d\ude00",
                "x".repeat(1_000_000),
                "\ud83d\ude00".repeat(100_000),
                "\0".repeat(100_000));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void everyRecordIsOneBoundedJsonObjectOnOneLine(String message) throws JsonException {
        for (LogRecord record : records(message)) {
            String line = json.format(record);
            assertTrue(line.endsWith("}\n"), line);
            assertEquals(line.length() - 1, line.indexOf('\n'), "one line");
            assertTrue(line.getBytes(UTF_8).length < MAX_LINE, "bounded, not " + line.length());
            byte[] object = line.strip().getBytes(UTF_8);
            assertEquals(
                    Json.Kind.OBJECT, Json.parse(object, JsonLimits.DEFAULT).kind());
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void textLinesShowWhatTheyCannotPrint(String message) {
        for (LogRecord record : records(message)) {
            String shown = text.format(record);
            long ends = shown.chars().filter(c -> c == '\n').count();
            long traces = record.getThrown() == null
                    ? 0
                    : shown.lines().filter(l -> l.startsWith("    ")).count();
            assertEquals(1 + traces, ends, shown);
            assertFalse(
                    shown.chars().anyMatch(c -> c != '\n' && c != '\t' && Character.isISOControl(c)),
                    "no control characters");
            assertTrue(shown.length() < MAX_LINE);
        }
    }

    private static Stream<LogRecord> stream(String message) {
        LogRecord plain = new LogRecord(Level.WARNING, message);
        LogRecord named = new LogRecord(Level.INFO, message);
        named.setLoggerName(message);
        named.setParameters(new Object[] {message, new Unprintable()});
        LogRecord thrown = new LogRecord(Level.SEVERE, message);
        thrown.setThrown(new IllegalStateException(message, new RuntimeException(message)));
        LogRecord call = new CallRecord(
                new CallLine(message, "facade", "timeout", 12.3456, "unknown", 2, 7, message), "dev.bailey.calls");
        return Stream.of(plain, named, thrown, call);
    }

    private static Iterable<LogRecord> records(String message) {
        return stream(message).toList();
    }

    @Test
    void theFieldsOfALine() throws JsonException {
        LogRecord record = new LogRecord(Level.WARNING, "the pool of {0} is full");
        record.setParameters(new Object[] {"ads"});
        record.setLoggerName("dev.bailey.client");
        record.setInstant(Instant.parse("2026-11-20T14:02:00.123456Z"));
        assertEquals(
                "{\"time\":\"2026-11-20T14:02:00.123Z\",\"level\":\"warn\",\"logger\":\"dev.bailey.client\","
                        + "\"message\":\"the pool of ads is full\"}\n",
                json.format(record));
    }

    @Test
    void aCallHasItsFieldsApart() {
        LogRecord record = new CallRecord(
                new CallLine(
                        "ads.get", "facade", "timeout", 500.25, "unknown", 1, 0, "the deadline of the call passed"),
                "dev.bailey.calls");
        record.setInstant(Instant.parse("2026-11-20T14:02:00Z"));
        assertEquals(
                "{\"time\":\"2026-11-20T14:02:00.000Z\",\"level\":\"info\",\"logger\":\"dev.bailey.calls\","
                        + "\"message\":\"call\",\"route\":\"ads.get\",\"direction\":\"facade\",\"outcome\":\"timeout\","
                        + "\"ms\":500.250,\"delivery\":\"unknown\",\"attempts\":1,"
                        + "\"detail\":\"the deadline of the call passed\"}\n",
                json.format(record));
        assertTrue(
                text.format(record).contains(" facade ads.get timeout 500.3 ms: the deadline of the call passed"),
                text.format(record));
    }

    private static final class Unprintable {
        @Override
        public String toString() {
            throw new IllegalStateException("no");
        }
    }
}
