package dev.bailey.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMembersTest {

    @Test
    void members_come_in_order_with_duplicates_and_untouched() throws JsonException {
        JsonMembers members = over(" { \"b\" : 1.0 ,\n\"a\":[1, 2], \"b\":\"\\u0041\" } ");
        List<String> seen = new ArrayList<>();
        while (members.next()) {
            seen.add(members.rawName() + "=" + members.value());
        }
        assertEquals(List.of("\"b\"=1.0", "\"a\"=[1, 2]", "\"b\"=\"\\u0041\""), seen);
        assertFalse(members.next(), "the end stays the end");
    }

    @Test
    void a_splicer_can_copy_a_member_with_all_that_is_in_it() throws JsonException {
        String text = "{\"x\":0, \"a\" : {\"b\": 1} ,\"y\":0}";
        JsonMembers members = over(text);
        assertTrue(members.next());
        assertTrue(members.next());
        assertEquals("\"a\" : {\"b\": 1}", text.substring(members.nameStart(), members.valueEnd()));
        assertEquals("\"a\"", text.substring(members.nameStart(), members.nameEnd()));
        assertEquals("{\"b\": 1}", text.substring(members.valueStart(), members.valueEnd()));
        assertEquals(Json.Kind.OBJECT, members.kind());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"\":1}`                | ``",
                "`{\"a\":1}`               | a",
                "`{\"method\":1}`          | method",
                "`{\"\\u006dethod\":1}`    | method",
                "`{\"metho\\u0064\":1}`    | method",
                "`{\"a\\/b\":1}`           | a/b",
                "`{\"\\\\u0061\":1}`       | \\u0061",
                "`{\"\\\\\\\\u0061\":1}`    | \\\\u0061",
            })
    void a_name_is_compared_after_its_escapes_are_read(String text, String name) throws JsonException {
        byte[] b = text.getBytes(UTF_8);
        JsonMembers members = new JsonMembers(b, 0, b.length, JsonLimits.DEFAULT);
        assertTrue(members.next());
        assertEquals(name, members.name());
        assertTrue(members.nameIs(name));
        assertTrue(members.nameIs(name.getBytes(UTF_8)));
        for (String other :
                new String[] {name + "x", "x" + name, name + "\\", name.toUpperCase(java.util.Locale.ROOT) + "_"}) {
            assertFalse(members.nameIs(other), other);
            assertFalse(members.nameIs(other.getBytes(UTF_8)), other);
        }
        if (!name.isEmpty()) {
            assertFalse(members.nameIs(name.substring(1)));
            assertFalse(members.nameIs(name.substring(1).getBytes(UTF_8)));
            assertFalse(members.nameIs(name.substring(0, name.length() - 1)));
            assertFalse(members.nameIs(new byte[0]));
        }
    }

    @Test
    void a_written_escape_is_not_the_text_of_the_escape() throws JsonException {
        JsonMembers members = over("{\"\\u0061\":1}");
        assertTrue(members.next());
        assertFalse(members.nameIs("\\u0061"));
        assertFalse(members.nameIs("\\u0061".getBytes(UTF_8)));
        assertTrue(members.nameIs("a"));
    }

    @Test
    void names_outside_ascii_compare_whether_escaped_or_not() throws JsonException {
        for (String text : new String[] {"{\"é\":1}", "{\"\\u00e9\":1}", "{\"\\u00E9\":1}"}) {
            JsonMembers members = over(text);
            assertTrue(members.next());
            assertTrue(members.nameIs("é"));
            assertFalse(members.nameIs("e"));
            assertFalse(members.nameIs("e\u0301"), "no normalisation");
            assertFalse(members.nameIs("e".getBytes(UTF_8)));
        }
        JsonMembers emoji = over("{\"\\ud83d\\ude00\":1,\"\ud83d\ude00\":2}");
        assertTrue(emoji.next());
        String escaped = emoji.name();
        assertTrue(emoji.next());
        assertEquals(escaped, emoji.name());
    }

    @Test
    void lone_surrogates_in_names_equal_only_themselves() throws JsonException {
        JsonMembers members = over("{\"\\ud800\":1,\"\\udbff\":2,\"\\uD800\":3,\"?\":4,\"\ufffd\":5}");
        assertTrue(members.next());
        String first = members.name();
        assertTrue(members.nameIs("\ud800"));
        assertFalse(members.nameIs("?"));
        assertFalse(members.nameIs("?".getBytes(UTF_8)));
        assertFalse(members.nameIs("\ufffd"));
        assertTrue(members.next());
        assertNotEquals(first, members.name());
        assertTrue(members.next());
        assertEquals(first, members.name());
        assertTrue(members.next());
        assertNotEquals(first, members.name());
        assertTrue(members.next());
        assertNotEquals(first, members.name());
    }

    @Test
    void depth_counts_from_each_value_and_not_from_the_envelope() throws JsonException {
        JsonLimits two = new JsonLimits(2, 256, 1024);
        byte[] fits = "{\"a\":[[]],\"b\":[[]]}".getBytes(UTF_8);
        JsonMembers members = new JsonMembers(fits, 0, fits.length, two);
        assertTrue(members.next());
        assertTrue(members.next());
        assertFalse(members.next());
        byte[] deeper = "{\"a\":[[[]]]}".getBytes(UTF_8);
        assertThrows(JsonException.class, () -> new JsonMembers(deeper, 0, deeper.length, two).next());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                    | 0 | truncated at byte 0",
                "` `                   | 0 | truncated at byte 1",
                "[]                    | 0 | unexpected '[' at byte 0",
                "{                     | 0 | truncated at byte 1",
                "{\"a                  | 0 | truncated at byte 3",
                "{\"a\"                | 0 | truncated at byte 4",
                "{\"a\":               | 0 | truncated at byte 5",
                "{\"a\":1              | 1 | truncated at byte 6",
                "{\"a\":[1             | 0 | truncated at byte 7",
                "{\"a\":1,             | 1 | truncated at byte 7",
                "{\"a\":1,}            | 1 | unexpected '}' at byte 7",
                "{\"a\":1 \"b\":2}     | 1 | unexpected '\"' at byte 7",
                "{\"a\":1,,            | 1 | unexpected ',' at byte 7",
                "{,                    | 0 | unexpected ',' at byte 1",
                "{\"a\" 1}             | 0 | unexpected '1' at byte 5",
                "{\"a\":}              | 0 | unexpected '}' at byte 5",
                "{1:1}                 | 0 | unexpected '1' at byte 1",
                "{\"a\":1}}            | 1 | unexpected '}' at byte 7",
                "{\"a\":1}  x          | 1 | unexpected 'x' at byte 9",
                "{\"a\":01}            | 1 | unexpected '1' at byte 6",
                "{\"a\":tru}           | 0 | unexpected '}' at byte 8",
                "{\"a\":\"\\q\"}       | 0 | unexpected 'q' at byte 7",
                "{\"nnnnnnnnn\":1}     | 0 | name longer than 8 bytes at byte 10",
                "{\"\\u0061a\":1,\"\\u0061aaa\":2} | 1 | name longer than 8 bytes at byte 22",
                "{\"a\":123456789}     | 0 | number longer than 8 characters at byte 13",
            })
    void a_fault_is_found_at_its_member_and_counts_from_the_start(String text, int good, String message)
            throws JsonException {
        byte[] padded = ("##" + text + "##").getBytes(UTF_8);
        JsonMembers members = new JsonMembers(padded, 2, padded.length - 2, new JsonLimits(8, 8, 8));
        for (int i = 0; i < good; i++) {
            assertTrue(members.next());
        }
        JsonException fault = assertThrows(JsonException.class, members::next);
        assertEquals(message, fault.getMessage());
        assertThrows(IllegalStateException.class, members::next);
        assertThrows(IllegalStateException.class, members::value);
    }

    @Test
    void nothing_is_at_hand_before_the_first_and_after_the_last() throws JsonException {
        JsonMembers members = over("{\"a\":1}");
        assertThrows(IllegalStateException.class, members::name);
        assertTrue(members.next());
        assertFalse(members.next());
        assertThrows(IllegalStateException.class, members::value);
        assertThrows(IllegalStateException.class, () -> members.nameIs("a"));
    }

    @Test
    void one_cursor_serves_many_messages() throws JsonException {
        JsonMembers members = over("{\"a\":[1");
        assertThrows(JsonException.class, members::next);
        byte[] next = "  {\"b\":2}".getBytes(UTF_8);
        members.restart(next, 2, next.length);
        assertTrue(members.next());
        assertTrue(members.nameIs("b"));
        assertFalse(members.next());
    }

    private static JsonMembers over(String text) {
        byte[] b = text.getBytes(UTF_8);
        return new JsonMembers(b, 0, b.length, JsonLimits.DEFAULT);
    }
}
