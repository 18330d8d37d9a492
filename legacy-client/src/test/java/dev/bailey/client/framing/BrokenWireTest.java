package dev.bailey.client.framing;

import static dev.bailey.client.framing.FramingException.Reason.MALFORMED;
import static dev.bailey.client.framing.FramingException.Reason.TOO_LARGE;
import static dev.bailey.config.Framing.CONCATENATED;
import static dev.bailey.config.Framing.CONTENT_LENGTH;
import static dev.bailey.config.Framing.CRLF;
import static dev.bailey.config.Framing.LENGTH_PREFIX;
import static dev.bailey.config.Framing.NETSTRING;
import static dev.bailey.config.Framing.NEWLINE;
import static dev.bailey.config.Framing.NUL;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.client.framing.Flow.Decoded;
import dev.bailey.client.framing.FramingException.Reason;
import dev.bailey.config.Framing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused: for what reason, after which frames, and with which words. The limit is 8 bytes. */
final class BrokenWireTest {
    private static final int MAX = 8;
    private static final String LF_HEAD = "Content-Length: ";

    record Row(Framing framing, String wire, Reason reason, String message, List<String> before) {}

    private static Row row(Framing framing, String wire, Reason reason, String message, String... before) {
        return new Row(framing, wire, reason, message, List.of(before));
    }

    static Stream<Row> garbage() {
        return Stream.of(
                row(CONCATENATED, "7", MALFORMED, "expected '{' or '[', not 0x37 at byte 0"),
                row(CONCATENATED, "{} \0", MALFORMED, "expected '{' or '[', not 0x00 at byte 3", "{}"),
                row(CONCATENATED, "[1],[2]", MALFORMED, "expected '{' or '[', not 0x2c at byte 3", "[1]"),
                row(CONCATENATED, "[]]", MALFORMED, "expected '{' or '[', not 0x5d at byte 2", "[]"),
                row(CONCATENATED, "\u00ef\u00bb\u00bf{}", MALFORMED, "expected '{' or '[', not 0xef at byte 0"),
                row(CONCATENATED, "\"{}\"", MALFORMED, "expected '{' or '[', not 0x22 at byte 0"),
                row(NETSTRING, "{}", MALFORMED, "expected a length, not 0x7b at byte 0"),
                row(NETSTRING, ":,", MALFORMED, "expected a length, not 0x3a at byte 0"),
                row(NETSTRING, "-1:", MALFORMED, "expected a length, not 0x2d at byte 0"),
                row(NETSTRING, "+1:", MALFORMED, "expected a length, not 0x2b at byte 0"),
                row(NETSTRING, " 1:", MALFORMED, "expected a length, not 0x20 at byte 0"),
                row(NETSTRING, "2 :", MALFORMED, "expected a digit or ':', not 0x20 at byte 1"),
                row(NETSTRING, "02:{},", MALFORMED, "length with a leading zero at byte 1"),
                row(NETSTRING, "00:,", MALFORMED, "length with a leading zero at byte 1"),
                row(NETSTRING, "2:{};", MALFORMED, "expected ',' behind the payload, not 0x3b at byte 4"),
                row(NETSTRING, "2:{},\n2:{},", MALFORMED, "expected a length, not 0x0a at byte 5", "{}"),
                row(NETSTRING, "9".repeat(33), MALFORMED, "length of more than 32 digits at byte 32"),
                row(CONTENT_LENGTH, "{}", MALFORMED, "expected a header name and ':', not 0x7b at byte 0"),
                row(CONTENT_LENGTH, ": 2\r\n", MALFORMED, "expected a header name and ':', not 0x3a at byte 0"),
                row(CONTENT_LENGTH, "GET / HTTP", MALFORMED, "expected a header name and ':', not 0x20 at byte 3"),
                row(CONTENT_LENGTH, "A: b\r\n c", MALFORMED, "expected a header name and ':', not 0x20 at byte 6"),
                row(CONTENT_LENGTH, "A\u00e9: b", MALFORMED, "expected a header name and ':', not 0xe9 at byte 1"),
                row(CONTENT_LENGTH, "A\r\n", MALFORMED, "expected a header name and ':', not 0x0d at byte 1"),
                row(CONTENT_LENGTH, "A: \0", MALFORMED, "expected a header value, not 0x00 at byte 3"),
                row(CONTENT_LENGTH, "A: b\rc", MALFORMED, "expected LF behind CR, not 0x63 at byte 5"),
                row(CONTENT_LENGTH, "A: b\r\n\rc", MALFORMED, "expected LF behind CR, not 0x63 at byte 7"),
                row(CONTENT_LENGTH, "A: b\r\n\r\n", MALFORMED, "head without Content-Length at byte 7"),
                row(CONTENT_LENGTH, LF_HEAD + "\n", MALFORMED, "expected a length in decimal, not 0x0a at byte 16"),
                row(CONTENT_LENGTH, LF_HEAD + "-1", MALFORMED, "expected a length in decimal, not 0x2d at byte 16"),
                row(CONTENT_LENGTH, LF_HEAD + "+1", MALFORMED, "expected a length in decimal, not 0x2b at byte 16"),
                row(CONTENT_LENGTH, LF_HEAD + "2, 2", MALFORMED, "expected a length in decimal, not 0x2c at byte 17"),
                row(CONTENT_LENGTH, LF_HEAD + "2 2", MALFORMED, "expected a length in decimal, not 0x32 at byte 18"),
                row(CONTENT_LENGTH, LF_HEAD + "0x2", MALFORMED, "expected a length in decimal, not 0x78 at byte 17"),
                row(CONTENT_LENGTH, LF_HEAD + "0".repeat(33), MALFORMED, "length of more than 32 digits at byte 48"),
                row(
                        CONTENT_LENGTH,
                        LF_HEAD + "2\n" + LF_HEAD + "3\n",
                        MALFORMED,
                        "a second Content-Length that differs at byte 35"),
                row(CONTENT_LENGTH, "A:\n".repeat(17), MALFORMED, "head of more than 16 lines at byte 50"),
                row(CONTENT_LENGTH, "A: " + "b".repeat(1022), MALFORMED, "head of more than 1024 bytes at byte 1024"),
                row(CONTENT_LENGTH, "A".repeat(1025), MALFORMED, "head of more than 1024 bytes at byte 1024"));
    }

    static Stream<Row> tooLarge() {
        String words = "frame over the limit of 8 bytes, known by byte ";
        return Stream.of(
                row(NEWLINE, "\n[1]\r\n[2345678]\n", TOO_LARGE, words, "[1]"),
                row(NEWLINE, "[2345678]\r\n", TOO_LARGE, words),
                row(NEWLINE, "[234567\r]\n", TOO_LARGE, words),
                row(CRLF, "[2345678]\r\n", TOO_LARGE, words),
                row(CRLF, "[234567]\r \r\n", TOO_LARGE, words),
                row(NUL, "[1]\0[2345678]\0", TOO_LARGE, words, "[1]"),
                row(CONCATENATED, "[1][2345678]", TOO_LARGE, words, "[1]"),
                row(CONCATENATED, "[".repeat(9), TOO_LARGE, words),
                row(CONCATENATED, "[\"]]]]]]]", TOO_LARGE, words),
                row(LENGTH_PREFIX, "\0\0\0\1" + "7\0\0\0\11[2345678]", TOO_LARGE, words, "7"),
                row(LENGTH_PREFIX, "\u00ff\u00ff\u00ff\u00ff", TOO_LARGE, words),
                row(LENGTH_PREFIX, "\u0080\0\0\0", TOO_LARGE, words),
                row(LENGTH_PREFIX, "HTTP/1.1 400", TOO_LARGE, words),
                row(NETSTRING, "1:7,9:[2345678],", TOO_LARGE, words, "7"),
                row(NETSTRING, "4294967298:{}", TOO_LARGE, words),
                row(NETSTRING, "18446744073709551618:{},", TOO_LARGE, words),
                row(NETSTRING, "9".repeat(32) + ":", TOO_LARGE, words),
                row(CONTENT_LENGTH, LF_HEAD + "1\n\n7" + LF_HEAD + "9\n\n[2345678]", TOO_LARGE, words, "7"),
                row(CONTENT_LENGTH, LF_HEAD + "4294967298\r\n\r\n{}", TOO_LARGE, words),
                row(CONTENT_LENGTH, LF_HEAD + "18446744073709551618\r\n\r\n{}", TOO_LARGE, words));
    }

    static Stream<Row> everyRow() {
        return Stream.concat(garbage(), tooLarge());
    }

    @ParameterizedTest
    @MethodSource("everyRow")
    void isRefusedHoweverSplit(Row row) {
        Decoded expected = new Decoded(row.before(), Optional.of(row.reason()), false);
        byte[] wire = Flow.bytes(row.wire());
        assertEquals(expected, Flow.decode(row.framing(), MAX, Flow.whole(wire)));
        assertEquals(expected, Flow.decode(row.framing(), MAX, Flow.byteByByte(wire)), "byte by byte");
        for (int at = 0; at <= wire.length; at++) {
            assertEquals(expected, Flow.decode(row.framing(), MAX, Flow.splitAt(wire, at)), "split at " + at);
        }
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void garbageIsSaidToBeWhereItIsHoweverSplit(Row row) {
        byte[] wire = Flow.bytes(row.wire());
        assertEquals(row.message(), failure(row.framing(), Flow.whole(wire)).getMessage());
        assertEquals(
                row.message(), failure(row.framing(), Flow.byteByByte(wire)).getMessage());
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    void aFrameTooLargeIsSaidToBeOverTheLimit(Row row) {
        FramingException failure = failure(row.framing(), Flow.whole(Flow.bytes(row.wire())));
        assertTrue(String.valueOf(failure.getMessage()).startsWith(row.message()), failure::toString);
    }

    @Test
    void aFailureStaysAndTakesNoMoreBytes() {
        FrameDecoder decoder = Framings.decoder(NETSTRING, MAX);
        byte[] wire = Flow.bytes("x2:{},");
        decoder.append(wire, 0, wire.length);
        FramingException first = assertThrows(FramingException.class, decoder::next);
        decoder.append(wire, 1, wire.length);
        assertSame(first, assertThrows(FramingException.class, decoder::next));
        assertEquals(0, decoder.held());
        assertEquals(0, first.getStackTrace().length);
        assertNull(first.getCause());
    }

    @Test
    void aFrameTooLargeLeavesItsBeginning() {
        assertEquals("{\"id\":12", beginning(NEWLINE, "{\"id\":123}\n"));
        assertEquals("{\"id\":12", beginning(CRLF, "{\"id\":12\r3}\r\n"));
        assertEquals("{\"id\":12", beginning(CONCATENATED, "[]{\"id\":123}"));
        assertEquals("{\"id\":12", beginning(CONTENT_LENGTH, LF_HEAD + "99\n\n{\"id\":123}"));
        assertEquals("{\"id", beginning(LENGTH_PREFIX, "\u00ff\u00ff\u00ff\u00ff{\"id"));
        assertEquals("", beginning(NETSTRING, "99:"));
        assertEquals("{}", beginning(NETSTRING, "2:{}?"));
    }

    private static String beginning(Framing framing, String wire) {
        FrameDecoder decoder = Framings.decoder(framing, MAX);
        assertThrows(FramingException.class, () -> {
            byte[] bytes = Flow.bytes(wire);
            decoder.append(bytes, 0, bytes.length);
            while (decoder.next() != null) {
                assertArrayEquals(new byte[0], decoder.partial());
            }
        });
        return Flow.text(decoder.partial());
    }

    private static FramingException failure(Framing framing, List<byte[]> chunks) {
        FrameDecoder decoder = Framings.decoder(framing, MAX);
        return assertThrows(FramingException.class, () -> {
            for (byte[] chunk : chunks) {
                decoder.append(chunk, 0, chunk.length);
                while (decoder.next() != null) {
                    assertEquals(0, decoder.partial().length);
                }
            }
        });
    }
}
