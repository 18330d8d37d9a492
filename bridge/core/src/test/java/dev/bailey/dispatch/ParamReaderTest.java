package dev.bailey.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without Jackson is what Jackson would have read. */
final class ParamReaderTest {
    private static final List<Class<?>> TYPES =
            List.of(long.class, Long.class, int.class, Integer.class, String.class, Object.class, boolean.class);

    private final ObjectMapper mapper = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "7",
                "999999999",
                "1000000000",
                "2147483647",
                "2147483648",
                "9223372036854775808",
                "-0",
                "-5",
                "1.0",
                "1.5",
                "1e3",
                "true",
                "[1]",
                "{}",
                "\"\"",
                "\"7\"",
                "\"caf\u00e9 \ud83d\ude00\"",
                "\"a\\n\\u0041\\\"\\/\"",
                "\"\\ud83d\\ude00\"",
                "\"\\ud83d\""
            })
    void theSameAsJackson(String value) throws JsonException {
        for (Class<?> type : TYPES) {
            assertEquals(
                    read(ParamReader.of(type, mapper), value),
                    read(ParamReader.standard(type, mapper), value),
                    type.getName());
        }
    }

    private static Object read(ParamReader reader, String value) throws JsonException {
        try {
            return reader.read(Json.parse(value.getBytes(StandardCharsets.UTF_8), new JsonLimits(64, 256, 1024)));
        } catch (IOException e) {
            return "does not fit";
        }
    }
}
