package dev.bailey.client.framing;

import static dev.bailey.config.Framing.CONCATENATED;
import static dev.bailey.config.Framing.CONTENT_LENGTH;
import static dev.bailey.config.Framing.CRLF;
import static dev.bailey.config.Framing.LENGTH_PREFIX;
import static dev.bailey.config.Framing.NETSTRING;
import static dev.bailey.config.Framing.NEWLINE;
import static dev.bailey.config.Framing.NUL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bailey.client.framing.Flow.Decoded;
import dev.bailey.config.Framing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wire bytes on one side, frames on the other. */
final class WireTableTest {
    private static final int MAX = 4096;
    private static final String UTF = Flow.text("{\"é\":\"日本 😀\"}".getBytes(UTF_8));
    private static final String ESCAPES = "{\"a\":\"x\\\\\",\"b\":\"\\\"\",\"c\":\"\\\\\\\"}\"}";
    private static final String BRACKETS = "[\"]}\",{\"[\":\"{{{\"},\"\\u005d\"]";
    private static final String DEEP = "[".repeat(300) + "{\"a\":[]}" + "]".repeat(300);
    private static final String PRETTY = "{\n\t\"a\": 1,\n\t\"b\": [ ]\n}";

    record Row(Framing framing, String wire, List<String> frames) {}

    private static Row row(Framing framing, String wire, String... frames) {
        return new Row(framing, wire, List.of(frames));
    }

    /** What is written in exactly this way, and read back. */
    static Stream<Row> bothWays() {
        return Stream.of(
                row(NEWLINE, ""),
                row(NEWLINE, "{}\n", "{}"),
                row(NEWLINE, "{\"a\":1}\n[2]\n3\n", "{\"a\":1}", "[2]", "3"),
                row(NEWLINE, UTF + "\n" + ESCAPES + "\n", UTF, ESCAPES),
                row(NEWLINE, "\"\0\"\n", "\"\0\""),
                row(NEWLINE, DEEP + "\n", DEEP),
                row(CRLF, ""),
                row(CRLF, "{}\r\n", "{}"),
                row(CRLF, "{\"a\":1}\r\n[2]\r\n", "{\"a\":1}", "[2]"),
                row(CRLF, PRETTY + "\r\n{\r}\r\n", PRETTY, "{\r}"),
                row(CRLF, "[1]\r\r\n", "[1]\r"),
                row(CRLF, UTF + "\r\n" + ESCAPES + "\r\n", UTF, ESCAPES),
                row(NUL, ""),
                row(NUL, "{}\0", "{}"),
                row(NUL, "{\"a\":1}\0[2]\0", "{\"a\":1}", "[2]"),
                row(NUL, PRETTY + "\0" + UTF + "\0[\r\n]\0", PRETTY, UTF, "[\r\n]"),
                row(CONTENT_LENGTH, ""),
                row(CONTENT_LENGTH, "Content-Length: 2\r\n\r\n{}", "{}"),
                row(CONTENT_LENGTH, "Content-Length: 0\r\n\r\nContent-Length: 1\r\n\r\n7", "", "7"),
                row(CONTENT_LENGTH, "Content-Length: 10\r\n\r\n[\"\r\n\r\n\0\",1", "[\"\r\n\r\n\0\",1"),
                row(CONTENT_LENGTH, "Content-Length: " + UTF.length() + "\r\n\r\n" + UTF, UTF),
                row(CONTENT_LENGTH, "Content-Length: 608\r\n\r\n" + DEEP, DEEP),
                row(NETSTRING, ""),
                row(NETSTRING, "2:{},", "{}"),
                row(NETSTRING, "0:,1:7,", "", "7"),
                row(NETSTRING, "10:,,,:1:\0\r\n,,3:[1],", ",,,:1:\0\r\n,", "[1]"),
                row(NETSTRING, UTF.length() + ":" + UTF + ",608:" + DEEP + ",", UTF, DEEP),
                row(LENGTH_PREFIX, ""),
                row(LENGTH_PREFIX, "\0\0\0\2{}", "{}"),
                row(LENGTH_PREFIX, "\0\0\0\0\0\0\0\1" + "7", "", "7"),
                row(LENGTH_PREFIX, "\0\0\0\4\0\0\0\1\0\0\2\140" + DEEP, "\0\0\0\1", DEEP),
                row(CONCATENATED, ""),
                row(CONCATENATED, "{}", "{}"),
                row(CONCATENATED, "{}[]{\"a\":[{}]}", "{}", "[]", "{\"a\":[{}]}"),
                row(CONCATENATED, ESCAPES + BRACKETS + UTF + PRETTY, ESCAPES, BRACKETS, UTF, PRETTY),
                row(CONCATENATED, DEEP + DEEP, DEEP, DEEP),
                row(CONCATENATED, "[\"\\\\\"][\"\\\\\\\"\"][\"\0\n\"]", "[\"\\\\\"]", "[\"\\\\\\\"\"]", "[\"\0\n\"]"));
    }

    /** What is read too, though never written. */
    static Stream<Row> readOnly() {
        return Stream.of(
                row(NEWLINE, "\n\r\n \t\n"),
                row(NEWLINE, "{}\r\n[1]\n[2]\r\n", "{}", "[1]", "[2]"),
                row(NEWLINE, "\n\n{}\n\r\n\n  [1] \n", "{}", "[1] "),
                row(NEWLINE, "[\r1]\r\n[\r]\r\r\n", "[\r1]", "[\r]\r"),
                row(CRLF, "\r\n\n\r\r\n{}\r\n\r\n[1]\r\n", "{}", "[1]"),
                row(CRLF, "[1,\n2]\n\r\n", "[1,\n2]\n"),
                row(NUL, "\0\0 \r\n\0{}\0\n\0[1]\0", "{}", "[1]"),
                row(CONTENT_LENGTH, "\r\n\n\r\nContent-Length: 2\r\n\r\n{}\n", "{}"),
                row(CONTENT_LENGTH, "content-LENGTH:2\r\n\r\n{}", "{}"),
                row(CONTENT_LENGTH, "Content-Length:\t 002 \t\r\n\r\n{}", "{}"),
                row(CONTENT_LENGTH, "Content-Length: 2\n\n{}Content-Length: 2\n\r\n[]", "{}", "[]"),
                row(CONTENT_LENGTH, "Content-Length: 2\r\nContent-Length: 02\r\n\r\n{}", "{}"),
                row(
                        CONTENT_LENGTH,
                        "Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n"
                                + "X-A:\r\nContent-Lengths: 9\r\nContent: 8\r\n\r\n{}",
                        "{}"),
                row(CONTENT_LENGTH, "A: 1\r\n".repeat(15) + "Content-Length: 2\r\n\r\n{}", "{}"),
                row(CONTENT_LENGTH, "A: " + "\u00e9".repeat(1000) + "\nContent-Length: 2\n\n{}", "{}"),
                row(CONCATENATED, " \t\r\n"),
                row(CONCATENATED, "\n{} \r\n\t[]\n", "{}", "[]"),
                // the kinds of brackets are for whoever reads the frame
                row(CONCATENATED, "[}{]", "[}", "{]"));
    }

    static Stream<Row> everyRow() {
        return Stream.concat(bothWays(), readOnly());
    }

    @ParameterizedTest
    @MethodSource("bothWays")
    void writes(Row row) {
        assertEquals(row.wire(), Flow.encode(row.framing(), row.frames()));
    }

    @ParameterizedTest
    @MethodSource("everyRow")
    void readsHoweverSplit(Row row) {
        Decoded expected = new Decoded(row.frames(), Optional.empty(), false);
        byte[] wire = Flow.bytes(row.wire());
        assertEquals(expected, Flow.decode(row.framing(), MAX, Flow.whole(wire)));
        assertEquals(expected, Flow.decode(row.framing(), MAX, Flow.byteByByte(wire)), "byte by byte");
        for (int at = 0; at <= wire.length; at++) {
            assertEquals(expected, Flow.decode(row.framing(), MAX, Flow.splitAt(wire, at)), "split at " + at);
        }
    }
}
