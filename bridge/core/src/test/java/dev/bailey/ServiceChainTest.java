package dev.bailey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.Call;
import dev.bailey.call.FailureException;
import dev.bailey.call.FakeLoop;
import dev.bailey.call.Outcome;
import dev.bailey.config.ConfigLoader;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.config.ServiceUrl;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.json.Json;
import dev.bailey.log.CallLine;
import dev.bailey.metrics.MicrometerBridgeMetrics;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcMethod;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Resilience as it is put together: through a whole bridge, in virtual time. */
final class ServiceChainTest {
    private static final String ROUTES = """
            routes:
              - {rpc: get, http: GET /get, service: ads}
              - {rpc: post, http: POST /post, service: ads}
              - {rpc: narrow, http: POST /narrow, service: ads, maxInFlight: 1}
            """;
    private static final String ONE = "services: {ads: {url: 'tcp://127.0.0.1:4000', %s}}\n" + ROUTES;
    private static final String TWO =
            "services: {ads: {urls: ['tcp://127.0.0.1:4000', 'tcp://127.0.0.1:4001'], %s}}\n" + ROUTES;

    private final FakeLoop loop = new FakeLoop();
    private final List<FakeAddress> addresses = new ArrayList<>();
    private final List<CallLine> log = new ArrayList<>();
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void aRetryGoesToTheOtherAddressAndTheLogTellsOfBoth() {
        Bridge bridge = bridge(TWO, "timeout: 1s");
        addresses.forEach(FakeAddress::goesDown);
        CompletableFuture<HttpReply.Answer> answer = send(bridge, "GET", "/get", HttpBody.NONE);
        assertEquals(1, attempts());
        loop.advance(Duration.ofMillis(120));
        assertEquals(502, answer.join().status());
        assertEquals(1, addresses.get(0).attempts());
        assertEquals(1, addresses.get(1).attempts());
        assertEquals(2, log.get(0).attempts());
        assertEquals("unknown", log.get(0).delivery());
        assertEquals(1, meters.get("bailey.retries").counter().count());
    }

    @Test
    void whatMayHaveReachedTheServiceIsNotRepeatedUnlessTheRouteAllowsIt() {
        Bridge bridge = bridge(TWO, "timeout: 1s");
        addresses.forEach(FakeAddress::goesDown);
        CompletableFuture<HttpReply.Answer> answer = send(bridge, "POST", "/post", body("{}"));
        assertEquals(502, answer.join().status());
        loop.advance(Duration.ofSeconds(1));
        assertEquals(1, attempts());
    }

    @Test
    void aServiceIsUpWhileAnyAddressIs() {
        Bridge bridge = bridge(TWO, "timeout: 1s");
        addresses.get(0).goesDown();
        assertEquals(Map.of("ads", true), bridge.services());
        addresses.get(1).goesDown();
        assertEquals(Map.of("ads", false), bridge.services());
        bridge.close();
        assertTrue(addresses.stream().allMatch(FakeAddress::isClosed));
    }

    @Test
    void anOpenBreakerAnswers503AndShows() {
        Bridge bridge = bridge(ONE, "timeout: 1s, breaker: {failures: 2, open: 5s}");
        addresses.get(0).goesDown();
        for (int i = 0; i < 2; i++) {
            assertEquals(502, send(bridge, "POST", "/post", body("{}")).join().status());
        }
        HttpReply.Answer refused = send(bridge, "GET", "/get", HttpBody.NONE).join();
        assertEquals(503, refused.status());
        assertEquals(Outcome.UNAVAILABLE, refused.outcome());
        assertEquals(2, attempts());
        assertEquals(1, meters.get("bailey.breaker.open").gauge().value());
    }

    @Test
    void aFixedLimitOfTheServiceSheds() {
        Bridge bridge = bridge(ONE, "concurrency: {max: 2, adaptive: false}");
        send(bridge, "GET", "/get", HttpBody.NONE);
        send(bridge, "GET", "/get", HttpBody.NONE);
        HttpReply.Answer shed = send(bridge, "GET", "/get", HttpBody.NONE).join();
        assertEquals(503, shed.status());
        assertEquals("1", shed.headers().first("Retry-After"));
        assertEquals(2, attempts());
    }

    @Test
    void anAdaptiveLimitStartsAtItsMost() {
        Bridge bridge = bridge(ONE, "concurrency: {max: 2}");
        send(bridge, "GET", "/get", HttpBody.NONE);
        assertFalse(send(bridge, "GET", "/get", HttpBody.NONE).isDone());
        assertEquals(503, send(bridge, "GET", "/get", HttpBody.NONE).join().status());
        addresses.get(0).answers(new RpcReply.Result(Json.NULL));
        assertFalse(send(bridge, "GET", "/get", HttpBody.NONE).isDone());
    }

    @Test
    void theProcessShedsBeforeABodyIsRead() {
        Bridge bridge = bridge(ONE + "limits: {inFlight: 1}\n", "timeout: 1s");
        send(bridge, "GET", "/get", HttpBody.NONE);
        HttpReply.Answer shed = send(bridge, "POST", "/post", unreadable()).join();
        assertEquals(503, shed.status());
        assertEquals("1", shed.headers().first("Retry-After"));
    }

    @Test
    void aRouteShedsBeforeABodyIsRead() {
        Bridge bridge = bridge(ONE, "timeout: 1s");
        send(bridge, "POST", "/narrow", body("{}"));
        HttpReply.Answer shed = send(bridge, "POST", "/narrow", unreadable()).join();
        assertEquals(503, shed.status());
        assertEquals("1", shed.headers().first("Retry-After"));
        assertEquals(1, attempts());
    }

    @Test
    void bytesAreHeldUntilTheCallEnds() {
        Bridge bridge = bridge(ONE + "limits: {bytesInFlight: 1KiB}\n", "timeout: 1s");
        Call first = Call.on(loop);
        bridge.http().handle(call("POST", "/post", new CountedBody(first, 1000), first));
        assertEquals(1000, bridge.bytesInFlight().current());

        Call second = Call.on(loop);
        HttpCall tooMuch = call("POST", "/post", new CountedBody(second, 100), second);
        HttpReply.Answer refused = (HttpReply.Answer)
                bridge.http().handle(tooMuch).toCompletableFuture().join();
        assertEquals(503, refused.status());
        assertEquals("1", refused.headers().first("Retry-After"));
        assertEquals(Outcome.OVERLOADED, refused.outcome());

        addresses.get(0).answers(new RpcReply.Result(Json.NULL));
        first.end(Outcome.OK);
        assertEquals(0, bridge.bytesInFlight().current());
    }

    @Test
    void aServiceIsCalledPastTheRoutesAndBehindAllThatProtectsIt() {
        Bridge bridge = bridge(ONE, "concurrency: {max: 1, adaptive: false}");
        RpcHandler service = bridge.service("ads");
        CompletableFuture<RpcReply> first = ask(service, "rpc.discover");
        assertEquals(Outcome.OVERLOADED, ask(service, "unrouted").join().outcome());
        addresses.get(0).answers(new RpcReply.Result(Json.TRUE));
        assertEquals(new RpcReply.Result(Json.TRUE), first.join());
        addresses.get(0).goesDown();
        assertEquals(Outcome.UNAVAILABLE, ask(service, "unrouted").join().outcome());
        assertEquals(2, attempts());
        assertEquals(
                3,
                meters.find("bailey.calls").tag("route", "_other").timers().stream()
                        .mapToLong(Timer::count)
                        .sum());
    }

    @Test
    void aServiceThatIsNotThereCannotBeCalled() {
        Bridge bridge = bridge(ONE, "timeout: 1s");
        IllegalArgumentException unknown = assertThrows(IllegalArgumentException.class, () -> bridge.service("adz"));
        assertEquals("the service 'adz' is none of [ads]", unknown.getMessage());
    }

    private CompletableFuture<RpcReply> ask(RpcHandler service, String method) {
        Call call = Call.on(loop);
        return service.handle(new RpcRequest(RpcMethod.of(method), Json.ABSENT, /* notification= */ false, call))
                .thenApply(reply -> {
                    call.end(reply.outcome());
                    return reply;
                })
                .toCompletableFuture();
    }

    private Bridge bridge(String config, String service) {
        return Bridge.builder()
                .config(ConfigLoader.load("bailey.yaml", config.formatted(service), Map.of()))
                .transport(new FakeTransport())
                .metrics(new MicrometerBridgeMetrics(meters, "test"))
                .callLog(log::add)
                .build();
    }

    private CompletableFuture<HttpReply.Answer> send(Bridge bridge, String verb, String target, HttpBody body) {
        HttpCall call = call(verb, target, body, Call.on(loop));
        return bridge.http()
                .handle(call)
                .thenApply(reply -> {
                    call.call().end(reply.outcome());
                    return (HttpReply.Answer) reply;
                })
                .toCompletableFuture();
    }

    private static HttpCall call(String verb, String target, HttpBody body, Call call) {
        Headers headers = verb.equals("POST")
                ? Headers.of("Host", "localhost", "Content-Type", "application/json")
                : Headers.of("Host", "localhost");
        return new HttpCall(verb, target, 1, headers, body, call);
    }

    private static HttpBody body(String text) {
        return HttpBody.of(Payload.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static HttpBody unreadable() {
        return new HttpBody() {
            @Override
            public boolean isEmpty() {
                return false;
            }

            @Override
            public CompletionStage<Payload> read(int maxBytes) {
                throw new AssertionError("work for a call that is shed");
            }
        };
    }

    private int attempts() {
        return addresses.stream().mapToInt(FakeAddress::attempts).sum();
    }

    /** A body as hosts read it: what comes is reserved first. */
    private record CountedBody(Call call, int size) implements HttpBody {
        @Override
        public boolean isEmpty() {
            return false;
        }

        @Override
        public CompletionStage<Payload> read(int maxBytes) {
            if (!call.reserve(size)) {
                return CompletableFuture.failedFuture(new FailureException(BytesInFlight.refusal()));
            }
            String json = "{\"text\":\"" + "x".repeat(size - 11) + "\"}";
            return HttpBody.of(Payload.of(json.getBytes(StandardCharsets.UTF_8)))
                    .read(maxBytes);
        }
    }

    private final class FakeTransport implements Transport {
        @Override
        public OpenService.Rpc openRpc(
                ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
            FakeAddress opened = new FakeAddress();
            addresses.add(opened);
            return opened;
        }

        @Override
        public OpenService.Http openHttp(
                ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
            throw new IllegalStateException("no service here speaks HTTP");
        }
    }
}
