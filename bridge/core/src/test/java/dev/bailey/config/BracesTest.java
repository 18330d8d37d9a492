package dev.bailey.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BracesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[GET /ads/{id}]",
                "{a: ${NAME}}",
                "{a: ${NAME:some default}}",
                "[legacy.{method}, /a/{b}/{c}]",
                "x{a-b.c_d}",
            })
    void namesBehindTextAreHidden(String yaml) {
        String hidden = Braces.hide(yaml);

        assertFalse(hidden.equals(yaml));
        assertEquals(yaml.length(), hidden.length());
        assertEquals(yaml, Braces.show(hidden));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a}",
                " {a}",
                "[{a}]",
                "a:{b}",
                "\"a\":{b}",
                "[a,{b}]",
                "x{}",
                "x{a b}",
                "x{a: b}",
                "x{a",
                "x{a,b}",
                "${a,b}",
                "\uE000 /{a}",
                "?{a}",
                "'{a}'",
            })
    void otherBracesStay(String yaml) {
        assertEquals(yaml, Braces.hide(yaml));
    }

    @Test
    void theyComeBackInEveryKindOfText() {
        String yaml = """
                services: {s: {url: tcp://h:1}}
                routes:
                  - rpc: r
                    http: GET /r  # GET /x/{id}
                    service: s
                    constants: {a: x{b}, "c{d}": 'e{f}', g: "h{i}"}
                """;
        Map<String, String> constants =
                ConfigLoader.load("f", yaml, Map.of()).routes().get(0).constants();

        assertEquals(Map.of("a", "\"x{b}\"", "c{d}", "\"e{f}\"", "g", "\"h{i}\""), constants);
        assertTrue(constants.containsKey("c{d}"));
    }
}
