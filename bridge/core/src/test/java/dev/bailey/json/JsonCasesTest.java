package dev.bailey.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table, through every door of the package. */
class JsonCasesTest {

    @Test
    void the_table_is_there_and_names_say_what_is_expected() {
        List<JsonCases.Case> all = JsonCases.all();
        assertTrue(all.size() >= 250, "cases: " + all.size());
        assertEquals(
                all.size(), all.stream().map(JsonCases.Case::name).distinct().count());
        for (JsonCases.Case c : all) {
            assertTrue(c.name().startsWith("i_") || c.name().startsWith(c.accepted() ? "y_" : "n_"), c.name());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.bailey.json.JsonCases#accepted")
    void accepted_as_a_whole_and_not_a_byte_is_changed(JsonCases.Case c) throws JsonException {
        Json value = Json.parse(c.bytes(), JsonLimits.DEFAULT);
        assertFalse(value.isAbsent());
        assertArrayEquals(trimmed(c.bytes()), value.toByteArray());
    }

    @ParameterizedTest
    @MethodSource("dev.bailey.json.JsonCases#refused")
    void refused_as_a_whole(JsonCases.Case c) {
        JsonException fault = assertThrows(JsonException.class, () -> Json.parse(c.bytes(), JsonLimits.DEFAULT));
        assertTrue(fault.offset() >= 0 && fault.offset() <= c.bytes().length, fault.getMessage());
    }

    @ParameterizedTest
    @MethodSource("dev.bailey.json.JsonCases#accepted")
    void accepted_as_a_member_and_as_an_element(JsonCases.Case c) throws JsonException {
        byte[] object = joined("{\"v\":", c.bytes(), "}");
        JsonMembers members = new JsonMembers(object, 0, object.length, JsonLimits.DEFAULT);
        assertTrue(members.next());
        assertArrayEquals(trimmed(c.bytes()), members.value().toByteArray());
        assertFalse(members.next());

        byte[] array = joined("[0,", c.bytes(), "]");
        JsonElements elements = new JsonElements(array, 0, array.length, JsonLimits.DEFAULT);
        assertTrue(elements.next());
        assertTrue(elements.next());
        assertArrayEquals(trimmed(c.bytes()), elements.value().toByteArray());
        assertFalse(elements.next());
    }

    @ParameterizedTest
    @MethodSource("objectsAndArrays")
    void cursors_say_the_same_as_the_scanner(JsonCases.Case c) {
        byte[] b = c.bytes();
        // one deeper, as cursors count from the value inside
        JsonLimits limits = new JsonLimits(63, 256, 1024);
        JsonLimits whole = new JsonLimits(64, 256, 1024);
        assertEquals(accepts(() -> Json.parse(b, whole)), accepts(() -> {
            if (trimmed(b)[0] == '{') {
                JsonMembers members = new JsonMembers(b, 0, b.length, limits);
                while (members.next()) {}
            } else {
                JsonElements elements = new JsonElements(b, 0, b.length, limits);
                while (elements.next()) {}
            }
        }));
    }

    static Stream<JsonCases.Case> objectsAndArrays() {
        return JsonCases.all().stream().filter(c -> {
            byte[] b = trimmed(c.bytes());
            return b.length > 0 && (b[0] == '{' || b[0] == '[');
        });
    }

    private interface Reading {
        void read() throws JsonException;
    }

    private static boolean accepts(Reading reading) {
        try {
            reading.read();
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    private static byte[] joined(String before, byte[] bytes, String after) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(bytes);
        all.writeBytes(after.getBytes(StandardCharsets.US_ASCII));
        return all.toByteArray();
    }

    private static byte[] trimmed(byte[] b) {
        int from = 0;
        int to = b.length;
        while (from < to && " \t\r\n".indexOf(b[from]) >= 0) {
            from++;
        }
        while (to > from && " \t\r\n".indexOf(b[to - 1]) >= 0) {
            to--;
        }
        return java.util.Arrays.copyOfRange(b, from, to);
    }
}
