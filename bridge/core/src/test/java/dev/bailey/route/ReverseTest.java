package dev.bailey.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.Bridge;
import dev.bailey.call.Call;
import dev.bailey.call.FakeLoop;
import dev.bailey.call.Outcome;
import dev.bailey.config.ConfigLoader;
import dev.bailey.conformance.ReverseCases;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonWriter;
import dev.bailey.rpc.CallerAnswer;
import dev.bailey.rpc.RpcMethod;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import dev.bailey.rpc.RpcVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the reverse tables in memory, through a whole bridge. */
final class ReverseTest {
    private final FakeLoop loop = new FakeLoop();
    private final List<HttpCall> asked = new ArrayList<>();

    private HttpReply.Answer answer = new HttpReply.Answer(Outcome.OK, 200, Headers.NONE, Payload.of(new byte[0]));

    private Bridge bridge(String config) {
        return Bridge.builder()
                .config(ConfigLoader.load("reverse.yaml", config, Map.of()))
                .transport(CodeTransport.http(call -> {
                    asked.add(call);
                    return CompletableFuture.completedFuture(answer);
                }))
                .callLog(line -> {})
                .build();
    }

    private RpcReply call(Bridge bridge, String method, Json params) {
        RpcRequest request = new RpcRequest(RpcMethod.of(method), params, false, Call.on(loop));
        RpcReply reply = bridge.rpc().handle(request).toCompletableFuture().join();
        assertEquals(0, bridge.inFlight());
        return reply;
    }

    static Stream<ReverseCases.RequestCase> requests() {
        return ReverseCases.requests();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void theServiceReceivesWhatTheTableSays(ReverseCases.RequestCase it) throws JsonException {
        Json params = it.params().isEmpty() ? Json.ABSENT : Json.parse(bytes(it.params()), JsonLimits.DEFAULT);
        String method = new String(bytes(it.method()), StandardCharsets.UTF_8);
        RpcReply reply = call(bridge(ReverseCases.requestConfig()), method, params);
        if (it.refused().isPresent()) {
            assertRefused(it.refused().get(), reply);
            return;
        }
        assertEquals(Outcome.OK, reply.outcome(), reply::toString);
        HttpCall call = asked.get(0);
        assertEquals(it.sends(), call.verb() + " " + call.target());
        assertEquals(it.headers(), lines(call.headers()));
        Payload body = call.body().read(Integer.MAX_VALUE).toCompletableFuture().join();
        assertEquals(it.body(), new String(body.toByteArray(), StandardCharsets.ISO_8859_1));
    }

    private void assertRefused(String detail, RpcReply reply) {
        assertEquals(List.of(), asked);
        String error = error(reply).toString();
        assertTrue(error.contains("\"code\":-32602,"), error);
        assertTrue(error.contains("\"outcome\":\"bad_request\""), error);
        assertTrue(error.contains(detail), error);
    }

    private static List<String> lines(Headers headers) {
        List<String> lines = new ArrayList<>();
        headers.forEach((name, value) -> lines.add(name + ": " + value));
        return lines;
    }

    static Stream<ReverseCases.AnswerCase> answers() {
        return ReverseCases.answers();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void theCallerReceivesWhatTheTableSays(ReverseCases.AnswerCase it) {
        answer = new HttpReply.Answer(
                it.status() < 400 ? Outcome.OK : Outcome.HTTP_ERROR,
                it.status(),
                headers(it.headers()),
                Payload.of(bytes(it.body())));
        RpcReply reply = call(bridge(ReverseCases.answerConfig()), it.method(), Json.ABSENT);
        assertEquals(it.outcome(), reply.outcome().label(), reply::toString);
        if (it.seen() instanceof ReverseCases.Result result) {
            assertEquals(text(result.json()), ((RpcReply.Result) reply).value().toString());
        } else if (it.seen() instanceof ReverseCases.ServiceError error) {
            assertEquals(text(error.json()), error(reply).toString());
        } else if (it.seen() instanceof ReverseCases.Coded coded) {
            assertEquals(coded.code(), error(reply).member("code").toString());
            assertEquals(text(coded.data()), error(reply).member("data").toString());
        } else {
            assertEquals(
                    "\"" + it.outcome() + "\"",
                    error(reply).member("data").member("outcome").toString());
        }
    }

    private static Headers headers(List<String> lines) {
        Headers.Builder headers = new Headers.Builder();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            headers.add(line.substring(0, colon), line.substring(colon + 2));
        }
        return headers.build();
    }

    /** The error as a 2.0 caller sees it. */
    private static Json error(RpcReply reply) {
        JsonWriter out = new JsonWriter();
        CallerAnswer.write(out, RpcVersion.V2, Json.NULL, reply);
        return out.toJson().member("error");
    }

    private static byte[] bytes(String wire) {
        return wire.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(String wire) {
        return new String(bytes(wire), StandardCharsets.UTF_8);
    }
}
