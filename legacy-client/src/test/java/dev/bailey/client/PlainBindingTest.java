package dev.bailey.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bailey.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainBindingTest {
    private final PlainBinding plain = new PlainBinding();

    static Stream<Object> values() {
        return Stream.of(
                "v\"é\n\\",
                7,
                -7L,
                (short) 1,
                (byte) 2,
                1.5,
                1e300,
                2.5f,
                new BigDecimal("1E+400"),
                new BigInteger("12345678901234567890"),
                true,
                Map.of("id", List.of(1, "x")),
                List.of(),
                Map.of(),
                Arrays.asList(1, null),
                new Object[] {1, new String[] {"a"}},
                List.of(Json.TRUE, Json.string("x"), Json.ABSENT));
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatItWritesIsWhatJacksonWrites(Object value) {
        assertEquals(new String(JacksonBinding.found().write(value), UTF_8), new String(plain.write(value), UTF_8));
    }

    @Test
    void whatItCannotWriteItSays() {
        IllegalArgumentException unknown =
                assertThrows(IllegalArgumentException.class, () -> plain.write(Thread.currentThread()));
        assertEquals(
                "java.lang.Thread cannot be written as JSON: that takes Jackson's databind on the class path, "
                        + "or a JsonBinding of your own",
                unknown.getMessage());
        assertThrows(IllegalArgumentException.class, () -> plain.write(Double.NaN));
        List<Object> cycle = new ArrayList<>();
        cycle.add(cycle);
        assertThrows(IllegalArgumentException.class, () -> plain.write(cycle));
    }

    @Test
    void itReadsScalars() {
        assertEquals("é", plain.readerFor(String.class).read(Json.string("é")));
        assertEquals(7, plain.readerFor(int.class).read(Json.number(7)));
        assertEquals(7L, plain.readerFor(Long.class).read(Json.number(7)));
        assertEquals(7.0, plain.readerFor(Double.class).read(Json.number(7)));
        assertEquals(true, plain.readerFor(boolean.class).read(Json.TRUE));
        assertNull(plain.readerFor(String.class).read(Json.NULL));
    }

    @Test
    void whatItCannotReadItSays() {
        assertThrows(IllegalArgumentException.class, () -> plain.readerFor(List.class));
        JsonBinding.Reader reader = plain.readerFor(Integer.class);
        assertThrows(IllegalArgumentException.class, () -> reader.read(Json.string("7")));
        assertThrows(IllegalArgumentException.class, () -> reader.read(Json.number(1L << 40)));
    }
}
