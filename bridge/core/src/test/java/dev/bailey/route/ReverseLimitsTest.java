package dev.bailey.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bailey.Bridge;
import dev.bailey.call.Call;
import dev.bailey.call.FakeLoop;
import dev.bailey.call.Outcome;
import dev.bailey.config.ConfigLoader;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.rpc.RpcMethod;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would take many times the memory of what came is refused on the way to services that speak HTTP, and back. */
final class ReverseLimitsTest {
    private static final String CONFIG = """
            services: {web: {url: 'http://127.0.0.1:1'}}
            defaults: {service: web}
            limits: {responseBody: 100KiB}
            routes:
            - {rpc: query, http: GET /query}
            - {rpc: whole, http: POST /whole}
            """;

    private HttpReply.Answer answer = new HttpReply.Answer(Outcome.OK, 204, Headers.NONE, Payload.EMPTY);

    private RpcReply call(String method, String params) throws JsonException {
        Bridge bridge = Bridge.builder()
                .config(ConfigLoader.load("limits.yaml", CONFIG, Map.of()))
                .transport(CodeTransport.http(call -> CompletableFuture.completedFuture(answer)))
                .callLog(line -> {})
                .build();
        Json json = Json.parse(params.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
        RpcRequest request = new RpcRequest(RpcMethod.of(method), json, false, Call.on(new FakeLoop()));
        return bridge.rpc().handle(request).toCompletableFuture().join();
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void paramsMayHaveSoManyNamesAndNoMore() throws JsonException {
        assertEquals(Outcome.OK, call("whole", names(SeenNames.MOST)).outcome());
        assertEquals(
                Outcome.BAD_REQUEST, call("whole", names(SeenNames.MOST + 1)).outcome());
    }

    @Test
    void aQueryMayBeSoLongAndNoLonger() throws JsonException {
        assertEquals(
                Outcome.OK,
                call("query", "{\"a\":\"" + "x".repeat(60_000) + "\"}").outcome());
        assertEquals(
                Outcome.BAD_REQUEST,
                call("query", "{\"a\":\"" + "x".repeat(70_000) + "\"}").outcome());
        assertEquals(
                Outcome.BAD_REQUEST,
                call("query", "{\"a\":\"" + "/".repeat(30_000) + "\"}").outcome());
        assertEquals(Outcome.BAD_REQUEST, call("query", names(10_000)).outcome());
    }

    @ParameterizedTest
    @CsvSource({"200, 10000, OK", "200, 30000, TOO_LARGE", "500, 10000, HTTP_ERROR", "500, 30000, TOO_LARGE"})
    void textMayGrowNoLargerThanAnAnswer(int status, int length, Outcome end) throws JsonException {
        Outcome outcome = status < 400 ? Outcome.OK : Outcome.HTTP_ERROR;
        byte[] escapes = "\1".repeat(length).getBytes(StandardCharsets.ISO_8859_1);
        answer = new HttpReply.Answer(outcome, status, Headers.of("Content-Type", "text/plain"), Payload.of(escapes));
        assertEquals(end, call("query", "{}").outcome());
    }

    @Test
    void textOfAnyCharsetIsReadAcrossItsPieces() throws JsonException {
        String text = "x".repeat(4095) + "\ud83d\ude00" + "é".repeat(5000);
        answer = new HttpReply.Answer(
                Outcome.OK,
                200,
                Headers.of("Content-Type", "text/plain; charset=utf-16"),
                Payload.of(text.getBytes(StandardCharsets.UTF_16)));
        RpcReply.Result result = (RpcReply.Result) call("query", "{}");
        assertEquals(text, result.value().text());
    }
}
