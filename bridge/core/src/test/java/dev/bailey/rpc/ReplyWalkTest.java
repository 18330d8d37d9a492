package dev.bailey.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies in pieces, cut at every byte. */
class ReplyWalkTest {
    private static final String RESULT = "{\"a\":[1,\"]}\\\"\",-2.5e+3],\"é\\u00e9\":{\"result\":null}}";

    /** What is known at the end of a reply: its result, and what speaks against it. */
    private static String read(String reply, int cut, RpcVersion version) {
        byte[] bytes = reply.getBytes(UTF_8);
        ReplyWalk walk = new ReplyWalk(version, 7, JsonLimits.DEFAULT);
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try {
            take(walk, bytes, 0, cut, result);
            take(walk, bytes, cut, bytes.length, result);
            walk.end();
        } catch (JsonException e) {
            return "malformed";
        }
        return result.toString(UTF_8) + (walk.objection().isEmpty() ? "" : "; " + walk.objection());
    }

    private static void take(ReplyWalk walk, byte[] bytes, int from, int to, ByteArrayOutputStream result)
            throws JsonException {
        walk.take(bytes, from, to);
        result.write(bytes, walk.resultFrom(), walk.resultTo() - walk.resultFrom());
    }

    private static void assertAtEveryCut(String expected, String reply) {
        for (int cut = 0; cut <= reply.getBytes(UTF_8).length; cut++) {
            int at = cut;
            assertEquals(expected, read(reply, cut, RpcVersion.V2), () -> reply + " cut at " + at);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":#}",
                "{\"result\":#,\"id\":7}",
                " \t{ \"x\" : [ { } ] , \"res\\u0075lt\" : # , \"error\" : null,\"id\" : 7 , \"y\":\"z\" } \n",
                "{\"jsonrpc\":\"2\\u002e0\",\"result\":#,\"id\":7}",
            })
    void theResultIsFoundWhereverItStands(String reply) {
        assertAtEveryCut(RESULT, reply.replace("#", RESULT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-12.5e3", "\"text\"", "true", "null", "[]", "{}"})
    void everyKindOfResultIsFound(String result) {
        assertAtEveryCut(result, "{\"result\":" + result + ",\"id\":7}");
        assertAtEveryCut(result, "{\"id\":7,\"result\":" + result + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"result\":[],\"id\":8} | the reply has another id than the request",
                "{\"result\":[],\"id\":7.0} | the reply has another id than the request",
                "{\"result\":[],\"id\":\"7\"} | the reply has another id than the request",
                "{\"result\":[],\"id\":null} | the reply has another id than the request",
                "{\"result\":[]} | the reply has no id",
                "{\"result\":[],\"error\":{},\"id\":7} | the reply has both a result and an error",
                "{\"result\":[],\"error\":0,\"id\":7} | the reply has both a result and an error",
                "{\"id\":7,\"result\":[],\"id\":7} | the reply has a member twice",
                "{\"result\":[],\"id\":7,\"res\\u0075lt\":1} | the reply has a member twice",
                "{\"result\":[],\"id\":7,\"method\":1} | the reply has a method, as requests have",
                "{\"result\":[],\"id\":7,\"jsonrpc\":\"1.0\"} | the reply's jsonrpc member is not \"2.0\"",
            })
    void whatSpeaksAgainstItIsSeenAtEveryCut(String reply, String objection) {
        for (int cut = 0; cut <= reply.length(); cut++) {
            String end = read(reply, cut, RpcVersion.V2);
            assertTrue(end.endsWith("; " + objection), end);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"result\":[1,],\"id\":7}",
                "{\"result\":\"\u0001\",\"id\":7}",
                "{\"result\":[],\"id\":7} x",
                "{\"result\":[],\"id\":7}{}",
                "{\"result\":[] \"id\":7}",
                "{\"result\":[],\"id\":07}",
                "{\"result\":[],}",
                "{,\"result\":[]}",
                "{\"result\" []}",
                "{\"result\":[],\"id\":7",
                "{\"result\":[1",
                "[]",
                "7",
                "",
            })
    void whatIsNoObjectIsMalformedAtEveryCut(String reply) {
        assertAtEveryCut("malformed", reply);
    }

    @Test
    void versionsOfOneDoNotSayTheirs() {
        assertEquals("[]", read("{\"jsonrpc\":\"x\",\"result\":[],\"id\":7}", 9, RpcVersion.V1));
    }

    @Test
    void onlyWhatMayBeLargeFlows() throws JsonException {
        assertTrue(flows("{\"result\":[1"));
        assertTrue(flows("{\"error\":null,\"id\":7,\"result\":\"t"));
        assertFalse(flows("{\"result\":"));
        assertFalse(flows("{\"result\":12"));
        assertFalse(flows("{\"result\":nul"));
        assertFalse(flows("{\"error\":1,\"result\":[1"));
        assertFalse(flows("{\"id\":8,\"result\":[1"));
        assertFalse(flows("{\"method\":\"m\",\"result\":[1"));
        assertFalse(flows("{\"x\":[1"));
    }

    private static boolean flows(String begun) throws JsonException {
        ReplyWalk walk = new ReplyWalk(RpcVersion.V2, 7, JsonLimits.DEFAULT);
        walk.take(begun.getBytes(UTF_8), 0, begun.length());
        return walk.mayFlow();
    }

    @Test
    void depthAndNamesAreLimitedOnTheWay() {
        String deep = "[".repeat(65) + "]".repeat(65);
        assertEquals("malformed", read("{\"result\":" + deep + ",\"id\":7}", 20, RpcVersion.V2));
        assertEquals("malformed", read("{\"" + "n".repeat(1025) + "\":1,\"id\":7}", 20, RpcVersion.V2));
        String most = "{\"" + "n".repeat(1024) + "\":1,\"result\":" + "[".repeat(64) + "]".repeat(64) + ",\"id\":7}";
        assertEquals("[".repeat(64) + "]".repeat(64), read(most, 500, RpcVersion.V2));
    }
}
