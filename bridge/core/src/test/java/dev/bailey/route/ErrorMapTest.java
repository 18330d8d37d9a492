package dev.bailey.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bailey.config.ErrorMapping;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.rpc.RpcError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ErrorMapTest {
    private static final ErrorMap NONE = new ErrorMap(List.of());
    private static final ErrorMap MAPPED = new ErrorMap(List.of(
            new ErrorMapping("-32001", 404), new ErrorMapping("2147483647", 410), new ErrorMapping("busy", 429)));
    private static final ErrorMap STARRED =
            new ErrorMap(List.of(new ErrorMapping("*", 418), new ErrorMapping("-32601", 404)));

    @ParameterizedTest(name = "{0} is {1}, mapped {2}, with a star {3}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            # error                                    | none | mapped | starred
            `{"code":-32601,"message":"m"}`            , 501 , 501 , 404
            `{"code":-32602,"message":"m"}`            , 400 , 400 , 418
            `{"code":-32603,"message":"m"}`            , 500 , 500 , 418
            `{"code":-32001,"message":"m"}`            , 500 , 404 , 418
            `{"code":2147483647,"message":"m"}`        , 500 , 410 , 418
            `{"code":2147483648,"message":"m"}`        , 500 , 500 , 418
            `{"code":-32001.0,"message":"m"}`          , 500 , 500 , 418
            `{"code":"-32001","message":"m"}`          , 500 , 500 , 418
            `{"code":null,"message":"m"}`              , 500 , 500 , 418
            `{"code":1,"code":-32001}`                 , 500 , 404 , 418
            `"busy"`                                   , 500 , 429 , 418
            `"b\\u0075sy"`                             , 500 , 429 , 418
            `{"error":"busy"}`                         , 500 , 429 , 418
            `{"code":1,"error":"busy"}`                , 500 , 500 , 418
            `{"message":"busy"}`                       , 500 , 500 , 418
            `["busy"]`                                 , 500 , 500 , 418
            `"*"`                                      , 500 , 500 , 418
            `7`                                        , 500 , 500 , 418
            """)
    void anErrorHasTheStatusThatTheRouteSays(String error, int none, int mapped, int starred) throws JsonException {
        RpcError parsed = new RpcError(Json.parse(error.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT));
        assertEquals(none, NONE.status(parsed));
        assertEquals(mapped, MAPPED.status(parsed));
        assertEquals(starred, STARRED.status(parsed));
    }
}
