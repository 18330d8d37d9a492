package dev.bailey.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JsonScannerTest {

    /** Where the value ended, or what was wrong with it. */
    private record Verdict(int end, String fault) {}

    @ParameterizedTest
    @MethodSource("dev.bailey.json.JsonCases#all")
    void a_split_anywhere_changes_neither_verdict_nor_end_nor_message(JsonCases.Case c) {
        byte[] b = c.bytes();
        Verdict whole = scan(b, b.length);
        for (int split = 0; split <= b.length; split++) {
            assertEquals(whole, scan(b, split, b.length), "split at " + split);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bailey.json.JsonCases#all")
    void byte_by_byte_is_the_same_as_whole(JsonCases.Case c) {
        byte[] b = c.bytes();
        int[] everywhere = new int[b.length + 1];
        Arrays.setAll(everywhere, i -> i);
        assertEquals(scan(b, b.length), scan(b, everywhere));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}{}             | 2",
                "`  [1] [2]`      | 5",
                "`\"a\"\"b\"`     | 3",
                "`\"x\\\\\"\"`    | 5",
                "nulltrue         | 4",
                "12 34            | 2",
                "12,34            | 2",
                "-0]              | 2",
                "01               | 1",
                "1.5e3x           | 5",
                "1-2              | 1",
                "{\"a\":\"}\"}}   | 9",
            })
    void one_value_is_taken_and_not_a_byte_more(String text, int end) throws JsonException {
        byte[] b = text.getBytes(UTF_8);
        JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT);
        assertEquals(end, scanner.feed(b, 0, b.length));
        assertTrue(scanner.done());
        assertEquals(end, scanner.feed(b, end, b.length), "done takes nothing more");
        assertEquals(end, JsonScanner.endOfValue(b, 0, b.length, JsonLimits.DEFAULT));
    }

    @Test
    void a_number_is_done_only_when_something_else_comes_or_nothing_more() throws JsonException {
        JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT);
        assertEquals(2, scanner.feed(bytes("12"), 0, 2));
        assertFalse(scanner.done());
        assertEquals(0, scanner.feed(bytes("\n"), 0, 1));
        assertTrue(scanner.done());

        scanner.reset();
        scanner.feed(bytes("12"), 0, 2);
        scanner.end();
        assertTrue(scanner.done());
    }

    @Test
    void after_a_reset_nothing_is_left_of_what_came_before() throws JsonException {
        JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT);
        for (String before : new String[] {"{\"a", "[[[{", "12", "\"\\u00", "tr", "{}", "[1,", "\"\u20ac"}) {
            byte[] b = bytes(before);
            scanner.feed(b, 0, b.length - 1);
            scanner.reset();
            assertFalse(scanner.done());
            assertEquals(7, scanner.feed(bytes("{\"a\":1}"), 0, 7));
            assertTrue(scanner.done());
            scanner.reset();
        }
    }

    @Test
    void after_a_fault_everything_is_refused_until_a_reset() throws JsonException {
        JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT);
        assertThrows(JsonException.class, () -> scanner.feed(bytes("[1 2]"), 0, 5));
        assertThrows(JsonException.class, () -> scanner.feed(bytes("1"), 0, 1));
        assertThrows(JsonException.class, scanner::end);
        assertFalse(scanner.done());
        scanner.reset();
        assertEquals(2, scanner.feed(bytes("[]"), 0, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1,}             | unexpected '}' at byte 3",
                "`  ]`            | unexpected ']' at byte 2",
                "`\"\\x01\"`      | unexpected byte 0x01 at byte 1",
                "`\"a\\x80\"`     | invalid UTF-8 at byte 2",
                "`\"\\xe2\\x82\"` | invalid UTF-8 at byte 3",
                "\\xef\\xbb\\xbf1 | unexpected byte 0xef at byte 0",
                "`\"\\q\"`        | unexpected 'q' at byte 2",
                "tru              | truncated at byte 3",
                "``               | truncated at byte 0",
                "[[[[1]]]]        | nested deeper than 3 at byte 3",
                "[12345]          | number longer than 4 characters at byte 5",
                "{\"abcde\":1}    | name longer than 4 bytes at byte 6",
                "{\"abcd\":x}     | unexpected 'x' at byte 8",
            })
    void faults_say_what_and_where(String text, String message) {
        byte[] b = JsonCases.unescape(text);
        assertEquals(message, scan(new JsonLimits(3, 4, 4), b, b.length).fault());
        assertEquals(
                message,
                scan(new JsonLimits(3, 4, 4), b, b.length / 2, b.length).fault());
    }

    @Test
    void offsets_count_from_the_first_byte_given_whatever_its_index() {
        byte[] b = bytes("xxxx[1,]");
        JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT);
        JsonException fault = assertThrows(JsonException.class, () -> scanner.feed(b, 4, 8));
        assertEquals(3, fault.offset());
    }

    @Test
    void containers_are_told_apart_at_any_depth() throws JsonException {
        JsonLimits deep = new JsonLimits(1000, 256, 1024);
        for (int depth : new int[] {1, 63, 64, 65, 127, 128, 129, 130, 500, 1000}) {
            StringBuilder open = new StringBuilder();
            StringBuilder close = new StringBuilder();
            for (int i = 0; i < depth; i++) {
                boolean object = (i * 7 + i / 3) % 3 == 0;
                open.append(object ? "{\"\":" : "[");
                close.insert(0, object ? '}' : ']');
            }
            byte[] b = bytes(open + "0" + close);
            assertEquals(b.length, scan(deep, b, b.length).end());
            for (int i = b.length - depth; i < b.length; i++) {
                byte[] wrong = b.clone();
                wrong[i] = wrong[i] == '}' ? (byte) ']' : (byte) '}';
                assertEquals(
                        "unexpected '" + (char) wrong[i] + "' at byte " + i,
                        scan(deep, wrong, wrong.length).fault());
            }
        }
        byte[] tooDeep = bytes("[".repeat(1001));
        assertEquals(
                "nested deeper than 1000 at byte 1000",
                scan(deep, tooDeep, tooDeep.length).fault());
    }

    @Test
    void a_million_brackets_cost_no_more_than_the_limit() {
        byte[] b = bytes("[".repeat(1_000_000));
        assertEquals("nested deeper than 64 at byte 64", scan(b, b.length).fault());
    }

    @Test
    void indexes_outside_the_array_are_the_callers_fault() {
        JsonScanner scanner = new JsonScanner(JsonLimits.DEFAULT);
        assertThrows(IndexOutOfBoundsException.class, () -> scanner.feed(new byte[3], 1, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> scanner.feed(new byte[3], 2, 1));
    }

    @Test
    void limits_start_at_one() {
        assertThrows(IllegalArgumentException.class, () -> new JsonLimits(0, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new JsonLimits(1, 1, 0));
    }

    private static Verdict scan(byte[] b, int... stops) {
        return scan(JsonLimits.DEFAULT, b, stops);
    }

    /** Feeds each chunk from an array of its own, so that nothing outside the chunk can be seen. */
    private static Verdict scan(JsonLimits limits, byte[] b, int... stops) {
        JsonScanner scanner = new JsonScanner(limits);
        int at = 0;
        try {
            for (int stop : stops) {
                byte[] chunk = Arrays.copyOfRange(b, at, stop);
                int taken = scanner.feed(chunk, 0, chunk.length);
                at += taken;
                if (scanner.done()) {
                    return new Verdict(at, "");
                }
                assertEquals(chunk.length, taken, "all is taken unless done");
            }
            scanner.end();
            return new Verdict(at, "");
        } catch (JsonException e) {
            return new Verdict(-1, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
