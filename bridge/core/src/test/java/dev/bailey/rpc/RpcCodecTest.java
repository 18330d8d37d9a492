package dev.bailey.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bailey.call.Call;
import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.call.FakeLoop;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways of the wire: what is written, and what is made of what comes. */
final class RpcCodecTest {
    private static final RpcCodec ONE = new RpcCodec(RpcVersion.V1, JsonLimits.DEFAULT);
    private static final RpcCodec TWO = new RpcCodec(RpcVersion.V2, JsonLimits.DEFAULT);

    private final Call call = Call.on(new FakeLoop());

    // ---- requests

    @ParameterizedTest(name = "{0} {1}, notification: {2}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            ads.get    , `{"a": 1}` , false , `{"id":7,"method":"ads.get","params":{"a": 1}}`   , `{"jsonrpc":"2.0","id":7,"method":"ads.get","params":{"a": 1}}`
            ads.get    , `[1,null]` , false , `{"id":7,"method":"ads.get","params":[1,null]}`   , `{"jsonrpc":"2.0","id":7,"method":"ads.get","params":[1,null]}`
            ads.get    , ``         , false , `{"id":7,"method":"ads.get","params":[]}`         , `{"jsonrpc":"2.0","id":7,"method":"ads.get"}`
            ads.viewed , `[7]`      , true  , `{"id":null,"method":"ads.viewed","params":[7]}`  , `{"jsonrpc":"2.0","method":"ads.viewed","params":[7]}`
            ads.viewed , ``         , true  , `{"id":null,"method":"ads.viewed","params":[]}`   , `{"jsonrpc":"2.0","method":"ads.viewed"}`
            `a"b\\cé`  , ``         , false , `{"id":7,"method":"a\\"b\\\\cé","params":[]}`     , `{"jsonrpc":"2.0","id":7,"method":"a\\"b\\\\cé"}`
            """)
    void aRequestGoesOutAsItsVersionHasIt(String method, String params, boolean notification, String one, String two)
            throws JsonException {
        Json json = params.isEmpty() ? Json.ABSENT : json(params);
        RpcRequest request = new RpcRequest(RpcMethod.of(method), json, notification, call);
        assertEquals(one, written(ONE, request, false));
        assertEquals(two, written(TWO, request, false));
    }

    @Test
    void lineBreaksBetweenTokensGoOutAsSpacesWhereALineIsAMessage() throws JsonException {
        RpcRequest request = new RpcRequest(RpcMethod.of("m"), json("[1,\r\n\"\\n\"]"), false, call);
        assertEquals("{\"id\":7,\"method\":\"m\",\"params\":[1,  \"\\n\"]}", written(ONE, request, true));
        assertEquals("{\"id\":7,\"method\":\"m\",\"params\":[1,\r\n\"\\n\"]}", written(ONE, request, false));
    }

    private static String written(RpcCodec codec, RpcRequest request, boolean oneLine) {
        JsonWriter out = new JsonWriter();
        codec.writeRequest(out, 7, request, oneLine);
        return text(out);
    }

    // ---- answers to what a service asks

    @Test
    void aServicesRequestIsAnsweredWithItsOwnId() throws JsonException {
        assertEquals("{\"id\":\"e\",\"result\":[1],\"error\":null}", answered(ONE, "\"e\"", "[1]"));
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":1.50,\"result\":null}", answered(TWO, "1.50", "null"));
    }

    private static String answered(RpcCodec codec, String id, String result) throws JsonException {
        JsonWriter out = new JsonWriter();
        codec.writeResult(out, json(id), json(result));
        return text(out);
    }

    @Test
    void aServicesRequestIsRefusedWithItsOwnId() throws JsonException {
        RpcError error = RpcError.of(-32601, "no such method", Json.ABSENT);
        String body = "{\"code\":-32601,\"message\":\"no such method\"}";
        assertEquals("{\"id\":3,\"result\":null,\"error\":" + body + "}", refused(ONE, error));
        assertEquals("{\"jsonrpc\":\"2.0\",\"id\":3,\"error\":" + body + "}", refused(TWO, error));
    }

    private static String refused(RpcCodec codec, RpcError error) throws JsonException {
        JsonWriter out = new JsonWriter();
        codec.writeError(out, json("3"), error);
        return text(out);
    }

    @Test
    void anErrorOfOursHasItsDataAsGiven() throws JsonException {
        RpcError error = RpcError.of(-32054, "a \"message\"", json("{\"outcome\": \"timeout\"}"));
        assertEquals(
                "{\"code\":-32054,\"message\":\"a \\\"message\\\"\",\"data\":{\"outcome\": \"timeout\"}}",
                error.value().toString());
        assertEquals(-32054, error.code().getAsInt());
        assertEquals("{\"outcome\": \"timeout\"}", error.member("data").toString());
    }

    // ---- what a service sends

    @ParameterizedTest(name = "{0}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            `{"jsonrpc":"2.0","id":7,"result":[ 1 ]}`                        | result [ 1 ]         | result [ 1 ]
            `{"id":7,"result":1,"error":null}`                               | result 1             | result 1
            `{"id":7,"error":null,"result":null}`                            | result null          | result null
            `{"result":1,"id":7}`                                            | result 1             | result 1
            `{"id":7,"result":false}`                                        | result false         | result false
            `{"id":7,"result":null,"error":"x"}`                             | error "x"            | error "x"
            `{"id":7,"error":"x"}`                                           | error "x"            | error "x"
            `{"id":7,"error":{"code":1}}`                                    | error {"code":1}     | error {"code":1}
            `{"id":7,"error":false}`                                         | error false          | error false
            `{"id":null,"error":{"code":1}}`                                 | error {"code":1}     | error {"code":1}
            `{"error":{"code":1}}`                                           | error {"code":1}     | error {"code":1}
            `{"id":7,"result":1,"error":2}`                                  | BAD_REPLY            | BAD_REPLY
            `{"id":7}`                                                       | BAD_REPLY            | BAD_REPLY
            `{}`                                                             | BAD_REPLY            | BAD_REPLY
            `{"id":7,"error":null}`                                          | BAD_REPLY            | BAD_REPLY
            `{"id":7,"result":1,"result":1}`                                 | BAD_REPLY            | BAD_REPLY
            `{"id":7,"result":1,"error":null,"error":null}`                  | BAD_REPLY            | BAD_REPLY
            `{"id":7,"id":8,"result":1}`                                     | BAD_REPLY            | BAD_REPLY
            `{"jsonrpc":"1.0","id":7,"result":1}`                            | result 1             | BAD_REPLY
            `{"jsonrpc":2.0,"id":7,"result":1}`                              | result 1             | BAD_REPLY
            `{"id":7,"x":{"error":1},"result":1}`                            | result 1             | result 1
            `{"id":"e","method":"echo","params":[]}`                         | request echo         | request echo
            `{"id":0,"method":"echo"}`                                       | request echo         | request echo
            `{"id":null,"method":"update","params":[1]}`                     | notification update  | notification update
            `{"jsonrpc":"2.0","method":"update"}`                            | notification update  | notification update
            """)
    void aMessageIsWhatTheVersionMakesOfIt(String message, String one, String two) throws JsonException {
        assertEquals(one, read(ONE, message));
        assertEquals(two, read(TWO, message));
    }

    private static String read(RpcCodec codec, String message) throws JsonException {
        byte[] bytes = ("xx" + message + "yy").getBytes(StandardCharsets.UTF_8);
        ServiceMessage read = codec.read(bytes, 2, bytes.length - 2);
        if (read instanceof ServiceMessage.Request request) {
            return "request " + request.method().text();
        }
        if (read instanceof ServiceMessage.Notification notification) {
            return "notification " + notification.method().text();
        }
        return described(((ServiceMessage.Reply) read).reply());
    }

    private static String described(RpcReply reply) {
        if (reply instanceof RpcReply.Result result) {
            return "result " + result.value();
        }
        if (reply instanceof RpcReply.ServiceError error) {
            return "error " + error.error().value();
        }
        RpcReply.Failed failed = (RpcReply.Failed) reply;
        assertEquals(Delivery.ANSWERED, failed.failure().delivery());
        return failed.failure().kind().name();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "[{\"id\":7,\"result\":1}]",
                "7",
                "\"x\"",
                "null",
                "{\"id\":7,\"result\":1",
                "{\"id\":7,\"result\":1}}",
                "{\"id\":7,\"result\":1} {}",
                "{\"id\":7,\"result\":01}",
                "{\"id\":7,\"x\":nope,\"result\":1}"
            })
    void whatIsNoObjectIsNoMessage(String message) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        assertThrows(JsonException.class, () -> TWO.read(bytes, 0, bytes.length));
    }

    @Test
    void depthCountsFromTheResultNotFromTheEnvelope() throws JsonException {
        String deep = "[".repeat(64) + "]".repeat(64);
        assertEquals("result " + deep, read(TWO, "{\"id\":7,\"result\":" + deep + "}"));
        String deeper = "{\"id\":7,\"result\":[" + deep + "]}";
        assertThrows(JsonException.class, () -> read(TWO, deeper));
    }

    @Test
    void theIdIsReadAsItCame() throws JsonException {
        byte[] bytes = "{\"result\":1,\"id\": 12345 }".getBytes(StandardCharsets.UTF_8);
        ServiceMessage.Reply reply = (ServiceMessage.Reply) TWO.read(bytes, 0, bytes.length);
        assertEquals(12345, reply.sequence().getAsLong());
        assertEquals("12345", reply.id().toString());
    }

    @Test
    void whatIsWrittenToAServiceTheServiceCanRead() throws JsonException {
        RpcRequest request = new RpcRequest(RpcMethod.of("ads.get"), json("{\"a\":[1]}"), false, call);
        for (RpcCodec codec : new RpcCodec[] {ONE, TWO}) {
            byte[] bytes = written(codec, request, true).getBytes(StandardCharsets.UTF_8);
            ServiceMessage.Request read = (ServiceMessage.Request) codec.read(bytes, 0, bytes.length);
            assertEquals("7", read.id().toString());
            assertEquals(request.method().json(), read.method());
            assertEquals(request.params(), read.params());
        }
    }

    @Test
    void aBrokenReplyIsAFailureOfTheService() throws JsonException {
        byte[] bytes = "{\"id\":7}".getBytes(StandardCharsets.UTF_8);
        ServiceMessage.Reply reply = (ServiceMessage.Reply) TWO.read(bytes, 0, bytes.length);
        assertEquals(
                FailureKind.BAD_REPLY,
                ((RpcReply.Failed) reply.reply()).failure().kind());
        assertEquals(7, reply.sequence().getAsLong());
    }

    private static Json json(String text) throws JsonException {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
    }

    private static String text(JsonWriter out) {
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }
}
