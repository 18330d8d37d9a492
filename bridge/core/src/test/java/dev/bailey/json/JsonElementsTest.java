package dev.bailey.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonElementsTest {

    @Test
    void elements_come_in_order_and_untouched() throws JsonException {
        JsonElements elements = over("\n[ 1 ,\"a,]\",{\"b\" :[ ]}, null,[]\t]\n");
        List<String> seen = new ArrayList<>();
        while (elements.next()) {
            seen.add(elements.kind() + " " + elements.value());
        }
        assertEquals(List.of("NUMBER 1", "STRING \"a,]\"", "OBJECT {\"b\" :[ ]}", "NULL null", "ARRAY []"), seen);
        assertFalse(elements.next());
    }

    @Test
    void depth_counts_from_each_element() throws JsonException {
        JsonLimits one = new JsonLimits(1, 256, 1024);
        byte[] fits = "[[],{}]".getBytes(UTF_8);
        JsonElements elements = new JsonElements(fits, 0, fits.length, one);
        assertTrue(elements.next());
        assertTrue(elements.next());
        assertFalse(elements.next());
        byte[] deeper = "[[[]]]".getBytes(UTF_8);
        assertThrows(JsonException.class, () -> new JsonElements(deeper, 0, deeper.length, one).next());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``      | 0 | truncated at byte 0",
                "{}      | 0 | unexpected '{' at byte 0",
                "[       | 0 | truncated at byte 1",
                "[,      | 0 | unexpected ',' at byte 1",
                "[1      | 1 | truncated at byte 2",
                "[1,     | 1 | truncated at byte 3",
                "[1,]    | 1 | unexpected ']' at byte 3",
                "[1,,    | 1 | unexpected ',' at byte 3",
                "[1 2]   | 1 | unexpected '2' at byte 3",
                "[1}     | 1 | unexpected '}' at byte 2",
                "[1]]    | 1 | unexpected ']' at byte 3",
                "[1] ,   | 1 | unexpected ',' at byte 4",
                "[-]     | 0 | unexpected ']' at byte 2",
                "[1,[1}] | 1 | unexpected '}' at byte 5",
            })
    void a_fault_is_found_at_its_element(String text, int good, String message) throws JsonException {
        JsonElements elements = over(text);
        for (int i = 0; i < good; i++) {
            assertTrue(elements.next());
        }
        JsonException fault = assertThrows(JsonException.class, elements::next);
        assertEquals(message, fault.getMessage());
    }

    private static JsonElements over(String text) {
        byte[] b = text.getBytes(UTF_8);
        return new JsonElements(b, 0, b.length, JsonLimits.DEFAULT);
    }
}
