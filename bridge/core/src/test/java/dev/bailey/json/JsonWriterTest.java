package dev.bailey.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {

    @Test
    void parts_are_put_together_as_they_are() throws JsonException {
        Json id = Json.parse(" 1.0 ".getBytes(US_ASCII), JsonLimits.DEFAULT);
        JsonWriter writer = new JsonWriter();
        writer.raw("{\"id\":".getBytes(US_ASCII))
                .raw(id)
                .raw("xx,\"n\":yy".getBytes(US_ASCII), 2, 5)
                .number(-7)
                .ascii(',')
                .string("é\n")
                .ascii(':')
                .raw(Json.NULL)
                .ascii('}');
        assertEquals("{\"id\":1.0,\"n\":-7,\"é\\n\":null}", new String(writer.toByteArray(), UTF_8));
        assertEquals(writer.toByteArray().length, writer.size());
        assertEquals(Json.NULL, writer.toJson().member("é\n"));
    }

    @Test
    void line_ends_between_tokens_become_spaces_and_nothing_else_changes() throws JsonException {
        byte[] b = "[\r\n\t1,\n \"\\n\\r\" ]".getBytes(US_ASCII);
        Json value = Json.parse(b, JsonLimits.DEFAULT);
        JsonWriter writer = new JsonWriter(1).ascii('x').oneLine(value);
        assertEquals("x[  \t1,  \"\\n\\r\" ]", new String(writer.toByteArray(), US_ASCII));
        assertEquals("[\r\n\t1,\n \"\\n\\r\" ]", value.toString(), "the source is left alone");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 1, -1, 9, 10, 99, 100, -100, 1234567890123L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1
            })
    void numbers_are_written_in_full(long number) {
        assertEquals(
                Long.toString(number),
                new String(new JsonWriter(1).number(number).toByteArray(), US_ASCII));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``               | `\"\"`",
                "a/b              | `\"a/b\"`",
                "`\"\\`           | `\"\\\"\\\\\"`",
                "\u007f           | `\"\u007f\"`",
                "\u00e9\u20ac     | `\"\u00e9\u20ac\"`",
                "\ud83d\ude00     | `\"\ud83d\ude00\"`",
                "\ud83dx          | `\"\\ud83dx\"`",
                "x\ud83d          | `\"x\\ud83d\"`",
                "\ude00\ud83d     | `\"\\ude00\\ud83d\"`",
                "\ud83d\ud83d\ude00 | `\"\\ud83d\ud83d\ude00\"`",
                "\u2028           | `\"\u2028\"`",
            })
    void strings_escape_what_must_be_and_no_more(String text, String written) {
        assertEquals(written, Json.string(text).toString());
    }

    @Test
    void control_characters_are_escaped() {
        assertEquals(
                "\"\\u0000\\b\\t\\n\\f\\r\\u001f\"",
                Json.string("\0\b\t\n\f\r\u001f").toString());
    }

    @Test
    void any_string_comes_back_the_same() throws JsonException {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append((char) (random.nextInt(0x10000) >> random.nextInt(16)));
            }
            JsonWriter writer = new JsonWriter(1)
                    .ascii('{')
                    .string(text.toString())
                    .ascii(':')
                    .ascii('1')
                    .ascii('}');
            JsonMembers members = new JsonMembers(writer.array(), 0, writer.size(), JsonLimits.DEFAULT);
            assertTrue(members.next());
            assertEquals(text.toString(), members.name());
            assertTrue(members.nameIs(text.toString()));
        }
    }

    @Test
    void it_grows_from_any_size() {
        JsonWriter writer = new JsonWriter(0);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            writer.ascii('a').string("\u0001\u20ac").number(i).raw(Json.TRUE);
            expected.append("a\"\\u0001\u20ac\"").append(i).append("true");
        }
        assertArrayEquals(expected.toString().getBytes(UTF_8), writer.toByteArray());
    }

    @Test
    void after_a_reset_it_is_empty_and_has_let_a_large_buffer_go() {
        JsonWriter writer = new JsonWriter(100);
        writer.raw(new byte[1000]);
        byte[] kept = writer.array();
        writer.reset();
        assertEquals(0, writer.size());
        assertSame(kept, writer.array());
        writer.raw(new byte[1 << 20]);
        writer.reset();
        assertTrue(writer.array().length <= 1000, "capacity " + writer.array().length);
        assertEquals("1", writer.number(1).toJson().toString());
    }

    @Test
    void a_finished_value_keeps_no_array_of_twice_its_size() {
        Json large = Json.string("x".repeat(100_000));
        Json finished = new JsonWriter(64).ascii('[').raw(large).ascii(']').finish();
        assertEquals(large.length() + 2, finished.length());
        assertTrue(
                finished.array().length < finished.length() * 5 / 4 + 1025, () -> finished.array().length + " bytes");
    }

    @Test
    void mistakes_are_told() {
        JsonWriter writer = new JsonWriter();
        assertThrows(IllegalArgumentException.class, () -> writer.raw(Json.ABSENT));
        assertThrows(IllegalArgumentException.class, () -> writer.oneLine(Json.ABSENT));
        assertThrows(IllegalArgumentException.class, () -> writer.ascii('é'));
        assertThrows(IndexOutOfBoundsException.class, () -> writer.raw(new byte[3], 1, 3));
        assertEquals(0, writer.size());
    }
}
