package dev.bailey.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.call.FakeLoop;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.rpc.RpcError;
import dev.bailey.rpc.RpcMethod;
import dev.bailey.rpc.RpcName;
import dev.bailey.rpc.RpcParam;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plain object as a JSON-RPC service. */
final class DispatcherTest {
    private final Dispatcher dispatcher = Dispatcher.of(new Ads());

    /** What is served. */
    @RpcName("ads.")
    public static final class Ads {
        public String get(long id, @RpcParam("lang") String language) {
            return id + " " + language;
        }

        @RpcName("sum")
        public int add(List<Integer> terms) {
            return terms.stream().mapToInt(Integer::intValue).sum();
        }

        public CompletionStage<String> later(String text) {
            return text.equals("never")
                    ? CompletableFuture.failedFuture(new CompletionException(new NoSuchAd("7")))
                    : CompletableFuture.completedFuture(text);
        }

        public void remove(long id) throws NoSuchAd {
            if (id == 0) {
                throw new NoSuchAd("there is no ad 0");
            }
            if (id < 0) {
                throw new IllegalArgumentException("dev.bailey.Secret");
            }
        }
    }

    /** An error that callers may see. */
    @RpcErrorCode(-32001)
    public static final class NoSuchAd extends Exception {
        NoSuchAd(String message) {
            super(message);
        }
    }

    private String answer(Dispatcher served, String method, String params) {
        RpcReply reply = served.handle(
                        new RpcRequest(RpcMethod.of(method), json(params), false, Call.on(new FakeLoop())))
                .toCompletableFuture()
                .join();
        return reply instanceof RpcReply.Result result
                ? result.value().toString()
                : ((RpcReply.ServiceError) reply).error().value().toString();
    }

    private static Json json(String text) {
        try {
            return text.isEmpty() ? Json.ABSENT : Json.parse(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
        } catch (JsonException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "ads.get    | {\"id\":7,\"lang\":\"fr\"} | \"7 fr\"",
                "ads.get    | {\"lang\":\"fr\",\"id\":7} | \"7 fr\"",
                "ads.get    | [7,\"fr\"]                 | \"7 fr\"",
                "ads.get    | [7]                        | \"7 null\"",
                "sum        | {\"terms\":[1,2,3]}        | 6",
                "sum        | [[1,2,3]]                  | 6",
                "ads.later  | [\"x\"]                    | \"x\"",
                "ads.remove | [1]                        | null"
            })
    void paramsComeByNameOrByPosition(String method, String params, String result) {
        assertEquals(result, answer(dispatcher, method, params));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "ads.nothing | []                     | -32601 | Method not found",
                "get         | [7,\"fr\"]             | -32601 | Method not found",
                "ads.getClass | []                    | -32601 | Method not found",
                "ads.get     | {\"lang\":\"fr\"}      | -32602 | the param 'id' is missing",
                "ads.get     | {\"id\":null}          | -32602 | the param 'id' is missing",
                "ads.get     | {\"id\":1,\"id\":2}    | -32602 | the param 'id' is there twice",
                "ads.get     | {\"id\":1,\"x\":2}     | -32602 | a param that the method does not have",
                "ads.get     | {\"id\":\"x\"}         | -32602 | the param 'id' does not fit",
                "ads.get     | [1,\"a\",2]            | -32602 | no more than 2 params",
                "ads.remove  | [0]                    | -32001 | there is no ad 0",
                "ads.later   | [\"never\"]            | -32001 | \"7\""
            })
    void whatDoesNotFitIsAnErrorThatSaysWhy(String method, String params, int code, String text) {
        String error = answer(dispatcher, method, params);
        assertTrue(error.startsWith("{\"code\":" + code + ","), error);
        assertTrue(error.contains(text), error);
    }

    @Test
    void otherExceptionsAreForTheBridge() {
        CompletableFuture<RpcReply> reply = dispatcher
                .handle(new RpcRequest(RpcMethod.of("ads.remove"), json("[-1]"), false, Call.on(new FakeLoop())))
                .toCompletableFuture();
        assertThrows(CompletionException.class, reply::join);
    }

    @Test
    void aMapperKnowsMore() {
        Dispatcher mapped = dispatcher.withErrors(thrown -> thrown instanceof IllegalArgumentException
                ? Optional.of(RpcError.of(7, "no", Json.ABSENT))
                : Optional.empty());
        assertEquals("{\"code\":7,\"message\":\"no\"}", answer(mapped, "ads.remove", "[-1]"));
        assertTrue(answer(mapped, "ads.remove", "[0]").contains("-32001"));
    }

    @Test
    void overloadsAreRefusedByName() {
        StringWriter overloads = new StringWriter();
        String problem = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Dispatcher.of(overloads))
                .getMessage());
        assertTrue(problem.contains("is overloaded: tell them apart by @RpcName"), problem);
        assertThrows(IllegalArgumentException.class, () -> Dispatcher.of(new Object()));
    }
}
