package dev.bailey.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.config.ConfigException;
import dev.bailey.config.ConfigLoader;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayParamsTest {
    private static final String PLAIN = "";
    private static final String PLACES = "positional: [id, lang, '...tags'], arrays: [tags]";
    private static final String CONSTANT = "constants: {source: web}";
    private static final String BOTH = "positional: [id, source], constants: {source: web}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain    | {\"b\":1.50, \"a\":{\"x\":1,\"x\":2}}  | {\"b\":1.50, \"a\":{\"x\":1,\"x\":2}}",
                "plain    | [1, 2]                                | [1, 2]",
                "plain    |                                       |",
                "places   | {\"lang\":\"fr\",\"id\":7}               | [7,\"fr\"]",
                "places   | {\"lang\":\"fr\"}                       | [null,\"fr\"]",
                "places   | {\"tags\":[1, 2],\"id\":7}              | [7,null,1,2]",
                "places   | [1, 2]                                | [1, 2]",
                "places   | {}                                    |",
                "constant | {\"id\": 7}                             | {\"id\":7,\"source\":\"web\"}",
                "constant | {\"source\":\"web\",\"id\":7}             | {\"id\":7,\"source\":\"web\"}",
                "constant |                                       | {\"source\":\"web\"}",
                "constant | [7]                                   | [7]",
                "both     | {\"id\":7}                              | [7,\"web\"]",
            })
    void takeTheShapeOfTheRoute(String route, String sent, String relayed) throws Exception {
        Json expected = relayed == null ? Json.ABSENT : json(relayed);
        assertEquals(
                expected.toString(),
                route(route).shaped(sent == null ? Json.ABSENT : json(sent)).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "places   | {\"x\":1}                  | has no param 'x'",
                "places   | {\"id\":1,\"\\u0069d\":2}    | given twice",
                "places   | {\"tags\":1}               | must be an array",
                "constant | {\"source\":\"app\"}         | has another value",
            })
    void areRefusedWhereTheyDoNotFit(String route, String sent, String why) throws Exception {
        RelayParams params = route(route);
        Json json = json(sent);
        FailureException refused = assertThrows(FailureException.class, () -> params.shaped(json));
        assertEquals(FailureKind.INVALID_PARAMS, refused.failure().kind());
        assertTrue(refused.failure().detail().contains(why), refused.failure().detail());
    }

    private static RelayParams route(String kind) throws ConfigException {
        String keys =
                switch (kind) {
                    case "places" -> PLACES;
                    case "constant" -> CONSTANT;
                    case "both" -> BOTH;
                    default -> PLAIN;
                };
        String file = """
                services: {s: {url: 'tcp://127.0.0.1:1'}}
                routes:
                  - {rpc: m, http: 'GET /m/{id}', service: s%s}
                """.formatted(keys.isEmpty() ? "" : ", " + keys);
        return RelayParams.of(
                ConfigLoader.load("test.yaml", file, Map.of()).routes().get(0));
    }

    private static Json json(String text) throws JsonException {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
    }
}
