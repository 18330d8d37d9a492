package dev.bailey.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1} | OBJECT",
                "[]        | ARRAY",
                "`\"a\"`   | STRING",
                "-1.5e3    | NUMBER",
                "7         | NUMBER",
                "true      | BOOLEAN",
                "false     | BOOLEAN",
                "null      | NULL",
            })
    void the_kind_is_told_by_the_first_byte(String text, Json.Kind kind) throws JsonException {
        assertEquals(kind, json(text).kind());
    }

    @Test
    void absent_is_no_value_at_all() {
        assertTrue(Json.ABSENT.isAbsent());
        assertEquals(Json.Kind.ABSENT, Json.ABSENT.kind());
        assertEquals(0, Json.ABSENT.length());
        assertEquals("", Json.ABSENT.toString());
        assertSame(Json.ABSENT, Json.ABSENT.member("a"));
        assertNotEquals(Json.NULL, Json.ABSENT);
        assertFalse(Json.NULL.isAbsent());
    }

    @Test
    void a_slice_is_the_value_without_the_space_around_it() throws JsonException {
        byte[] b = bytes("xx [1, 2]\n yy");
        Json value = Json.parse(b, 2, 11, JsonLimits.DEFAULT);
        assertEquals("[1, 2]", value.toString());
        assertSame(b, value.array());
        assertEquals(3, value.offset());
        assertEquals(6, value.length());
        assertEquals('2', value.at(4));
        assertThrows(IndexOutOfBoundsException.class, () -> value.at(6));
        assertThrows(IndexOutOfBoundsException.class, () -> value.at(-1));
    }

    @Test
    void what_follows_the_value_is_refused_and_told_from_where_reading_began() {
        byte[] b = bytes("xx 1 2");
        JsonException fault = assertThrows(JsonException.class, () -> Json.parse(b, 2, 6, JsonLimits.DEFAULT));
        assertEquals("unexpected '2' at byte 3", fault.getMessage());
        assertEquals(3, fault.offset());
        assertEquals(0, fault.getStackTrace().length);
    }

    @Test
    void the_body_counts_as_the_first_level_of_depth() throws JsonException {
        JsonLimits two = new JsonLimits(2, 256, 1024);
        Json.parse(bytes("[[]]"), two);
        assertThrows(JsonException.class, () -> Json.parse(bytes("[[[]]]"), two));
        Json.parse(bytes("1"), new JsonLimits(1, 1, 1));
    }

    @Test
    void made_values_are_what_parsing_would_give() throws JsonException {
        assertEquals(json("null"), Json.NULL);
        assertEquals(json("true"), Json.TRUE);
        assertEquals(json("false"), Json.FALSE);
        assertEquals(json("-9223372036854775808"), Json.number(Long.MIN_VALUE));
        assertEquals(json("0"), Json.number(0));
        assertEquals(json("\"a\\n\\\"é\""), Json.string("a\n\"é"));
    }

    @Test
    void equal_means_the_same_bytes() throws JsonException {
        byte[] b = bytes("[7,7,7.0]");
        JsonElements elements = new JsonElements(b, 0, b.length, JsonLimits.DEFAULT);
        assertTrue(elements.next());
        Json first = elements.value();
        assertTrue(elements.next());
        assertEquals(first, elements.value());
        assertEquals(first.hashCode(), elements.value().hashCode());
        assertTrue(elements.next());
        assertNotEquals(first, elements.value());
        assertNotEquals(first, Json.ABSENT);
        assertFalse(first.equals((Object) "7"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"\"`                                   | ``",
                "`\"plain\"`                              | plain",
                "`\"caf\\xc3\\xa9 \\xf0\\x9f\\x98\\x80\"` | caf\u00e9 \ud83d\ude00",
                "`\"\\u0063af\\u00E9\"`                   | caf\u00e9",
                "`\"\\ud83d\\ude00\\uD83D\\uDE01\"`       | \ud83d\ude00\ud83d\ude01",
                "`\"\\xc3\\xa9\\/\\xc3\\xa9\\\\\"`        | \u00e9/\u00e9\\",
                "`\"\\\\u0041\"`                          | \\u0041",
                "`\"\\\"\"`                               | \"",
                "`\"\\uFFFD\\ufffe\"`                     | \ufffd\ufffe",
            })
    void text_reads_escapes(String written, String text) throws JsonException {
        assertEquals(
                text,
                Json.parse(JsonCases.unescape(written), JsonLimits.DEFAULT).text());
    }

    @Test
    void text_reads_short_escapes() throws JsonException {
        assertEquals(
                "\b\f\n\r\t\"\\/\0",
                json("\"\\b\\f\\n\\r\\t\\\"\\\\\\/\\u0000\"").text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"\\ud83d\"`             | 1",
                "`\"\\udc00\"`             | 1",
                "`\"a\\ud83dx\"`           | 2",
                "`\"\\n\\ud83d\\n\"`       | 3",
                "`\"\\ud83d\\ud83d\"`      | 1",
                "`\"\\ude00\\ud83d\"`      | 1",
                "`\"\\ud83d\\ude00\\ude00\"` | 13",
                "`\"\\ud83d\\\\ude00\"`    | 1",
                "`\"\\ud83d\\xc3\\xa9\"`   | 1",
            })
    void a_lone_surrogate_is_json_but_no_text(String written, int offset) throws JsonException {
        Json value = Json.parse(JsonCases.unescape(written), JsonLimits.DEFAULT);
        JsonException fault = assertThrows(JsonException.class, value::text);
        assertEquals("lone surrogate at byte " + offset, fault.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "{}", "[]", "true"})
    void only_a_string_has_text(String text) throws JsonException {
        Json value = json(text);
        assertThrows(IllegalStateException.class, value::text);
    }

    @Test
    void a_member_is_found_by_its_name_and_the_last_one_wins() throws JsonException {
        Json value = json(" {\"a\": 1, \"b\": {\"a\": 2}, \"\\u0061\": [3 ], \"é\": null} ");
        assertEquals("[3 ]", value.member("a").toString());
        assertEquals("2", value.member("b").member("a").toString());
        assertEquals(Json.NULL, value.member("é"));
        assertSame(Json.ABSENT, value.member("c"));
        assertSame(Json.ABSENT, value.member("a").member("a"));
    }

    @Test
    void values_deeper_than_the_default_can_be_walked_once_they_have_passed() throws JsonException {
        String deep = "{\"a\":" + "[".repeat(300) + "]".repeat(300) + ",\"" + "n".repeat(2000) + "\":1"
                + "0".repeat(300) + "}";
        Json value = Json.parse(bytes(deep), new JsonLimits(301, 1000, 2000));
        assertEquals(600, value.member("a").length());
        assertEquals(301, value.member("n".repeat(2000)).length());
    }

    @Test
    void only_objects_have_members_and_only_arrays_elements() throws JsonException {
        assertThrows(IllegalStateException.class, () -> json("[]").members());
        assertThrows(IllegalStateException.class, () -> json("{}").elements());
        assertThrows(IllegalStateException.class, Json.ABSENT::members);
        assertFalse(json("{}").members().next());
        assertFalse(json("[]").elements().next());
    }

    private static Json json(String text) throws JsonException {
        return Json.parse(bytes(text), JsonLimits.DEFAULT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
