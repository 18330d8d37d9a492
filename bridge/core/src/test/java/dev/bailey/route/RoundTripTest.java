package dev.bailey.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.Bridge;
import dev.bailey.Transport;
import dev.bailey.call.Call;
import dev.bailey.call.FakeLoop;
import dev.bailey.call.Outcome;
import dev.bailey.config.ConfigLoader;
import dev.bailey.config.ParamType;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.json.Json;
import dev.bailey.route.RandomRoute.Param;
import dev.bailey.route.RandomRoute.Source;
import dev.bailey.rpc.RpcError;
import dev.bailey.rpc.RpcMethod;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A JSON-RPC caller, a bridge that speaks HTTP by the reverse way, a bridge that speaks JSON-RPC by the facade, a service: over
 * random routes the service sees the caller's params and the caller the service's reply, or the caller is told that it cannot be.
 *
 * <p>{@code -Dbailey.roundtrip.seeds=100000} tries more.
 */
final class RoundTripTest {
    private static final int ROUTES = 8;
    private static final int CALLS = 16;

    private final FakeLoop loop = new FakeLoop();
    private final List<RpcRequest> received = new ArrayList<>();
    private RpcReply reply = RpcReply.accepted();

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("bailey.roundtrip.seeds", 40));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theServiceSeesTheParamsAndTheCallerTheReply(long seed) {
        Random random = new Random(seed);
        RandomJson json = new RandomJson(random);
        List<RandomRoute> routes = RandomRoute.some(random, ROUTES);
        Bridge far = bridge("tcp://127.0.0.1:1", routes, CodeTransport.rpc(this::serve));
        Bridge near = bridge("http://127.0.0.1:1", routes, CodeTransport.http(call -> forward(far, call)));
        for (RandomRoute route : routes) {
            for (int i = 0; i < CALLS; i++) {
                RandomCall call = new RandomCall(route, json);
                boolean spoilt = json.oneIn(3) && call.spoil();
                reply = reply(route, json);
                received.clear();
                RpcReply seen = ask(near, route.called(call.rest), call.params());
                String about = "seed " + seed + ": " + route + "\n" + call + "\n" + call.params() + "\n" + shown(seen);
                if (spoilt) {
                    assertRefused(seen, about);
                } else {
                    assertReceived(route, call, about);
                    assertSeen(route, seen, about);
                }
            }
        }
    }

    private static Bridge bridge(String url, List<RandomRoute> routes, Transport transport) {
        String config = "{\"services\": {\"s\": {\"url\": \"" + url + "\"}}, \"defaults\": {\"service\": \"s\"},"
                + " \"limits\": {\"uri\": \"64KiB\"}, \"routes\": "
                + routes.stream().map(RandomRoute::config).collect(Collectors.joining(",\n", "[\n", "\n]"))
                + "}";
        return Bridge.builder()
                .config(ConfigLoader.load("routes", config, Map.of()))
                .transport(transport)
                .callLog(line -> {})
                .build();
    }

    private RpcReply ask(Bridge near, String method, String params) {
        RpcRequest request = new RpcRequest(
                RpcMethod.of(method), params.isEmpty() ? Json.ABSENT : Texts.parse(params), false, Call.on(loop));
        return near.rpc().handle(request).toCompletableFuture().join();
    }

    /** What goes over the wire between the bridges. */
    private CompletionStage<HttpReply> forward(Bridge far, HttpCall call) {
        assertTrue(call.target().matches("/[!$%&'()*+,./0-9:;=?@A-Z_a-z~-]*"), call::target);
        Headers.Builder headers = new Headers.Builder().add("Host", "far.test");
        call.headers().forEach((name, value) -> {
            assertTrue(value.matches("[ -~\u0080-\u00ff]*"), value);
            headers.add(name, value);
        });
        Call next = Call.on(loop);
        return far.http().handle(new HttpCall(call.verb(), call.target(), 1, headers.build(), call.body(), next));
    }

    private CompletionStage<RpcReply> serve(RpcRequest request) {
        received.add(request);
        return CompletableFuture.completedFuture(reply);
    }

    private static RpcReply reply(RandomRoute route, RandomJson json) {
        if (json.oneIn(3)) {
            return new RpcReply.ServiceError(new RpcError(Texts.parse(json.oneIn(2) ? error(json) : oldError(json))));
        }
        String value = json.value(5);
        return new RpcReply.Result(Texts.parse(route.resultMember
                .map(name -> "{\"*\":1," + json.member(name, value) + ",\"+\":2}")
                .orElse(value)));
    }

    private static String error(RandomJson json) {
        List<String> members = new ArrayList<>();
        members.add(json.member("code", json.oneOf(List.of("-7", "0", "-32601", "2147483647"))));
        members.add(json.member("message", json.string(json.plainText(9))));
        if (json.oneIn(2)) {
            members.add(json.member("data", json.value(3)));
        }
        if (json.oneIn(3)) {
            members.add(json.member("x", json.value(1)));
        }
        return json.join("{", members.stream(), "}");
    }

    /** An error of 1.0 has any shape, though never null. */
    private static String oldError(RandomJson json) {
        return json.oneOf(List.of(
                "\"boom\"",
                "{ \"error\" : \"boom\" }",
                "17",
                "false",
                "[]",
                "{\"code\":\"E\",\"type\":\"t\"}",
                "{\"code\":1.5}",
                "{\"code\":99999999999}",
                "\"\\u0062oom\\ud83e\""));
    }

    private void assertRefused(RpcReply seen, String about) {
        assertEquals(List.of(), received, about);
        assertTrue(
                seen instanceof RpcReply.Failed failed
                        && failed.failure().kind().code() == -32602,
                about);
    }

    private void assertReceived(RandomRoute route, RandomCall call, String about) {
        assertEquals(1, received.size(), about);
        RpcRequest request = received.get(0);
        assertEquals(route.known(call.rest), request.method().name(), about);
        String params = request.params().toString();
        if (route.hasPlaces()) {
            assertEquals(
                    places(route, call),
                    params.isEmpty() ? List.of() : canonical(route, Texts.elements(params)),
                    about);
        } else {
            Map<String, String> expected = new LinkedHashMap<>();
            route.params().forEach(p -> call.seen(p).ifPresent(v -> expected.put(p.name(), canonical(p, v))));
            Map<String, String> actual = params.isEmpty() ? Map.of() : Texts.members(params);
            Map<String, String> found = new LinkedHashMap<>();
            route.params().forEach(p -> Optional.ofNullable(actual.get(p.name()))
                    .ifPresent(v -> found.put(p.name(), canonical(p, v))));
            assertEquals(expected, found, about);
            assertEquals(expected.keySet(), Map.copyOf(actual).keySet(), about);
        }
    }

    private static List<String> places(RandomRoute route, RandomCall call) {
        List<String> all = new ArrayList<>();
        int present = 0;
        for (Param param : route.places()) {
            Optional<String> value = call.seen(param);
            if (route.isSpread(param)) {
                value.map(Texts::elements).orElse(List.of()).forEach(v -> all.add(element(param, v)));
            } else {
                all.add(value.map(v -> canonical(param, v)).orElse("null"));
            }
            present = value.isPresent() ? all.size() : present;
        }
        return all.subList(0, present);
    }

    private static List<String> canonical(RandomRoute route, List<String> elements) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            Param param = route.places().get(Math.min(i, route.places().size() - 1));
            String element = elements.get(i);
            boolean absent = element.equals("null") && RandomRoute.isText(param);
            all.add(absent ? "null" : route.isSpread(param) ? element(param, element) : canonical(param, element));
        }
        return all;
    }

    /** What must be equal: the text of strings that HTTP carries as text, the bytes of everything else. */
    private static String canonical(Param param, String value) {
        if (param.source() == Source.REPEATED) {
            return Texts.elements(value).stream()
                    .map(v -> element(param, v))
                    .toList()
                    .toString();
        }
        return element(param, value);
    }

    private static String element(Param param, String value) {
        return RandomRoute.isText(param) && param.type() == ParamType.STRING ? "text " + Texts.text(value) : value;
    }

    private void assertSeen(RandomRoute route, RpcReply seen, String about) {
        if (reply instanceof RpcReply.Result result) {
            assertEquals(Outcome.OK, seen.outcome(), about);
            String value = ((RpcReply.Result) seen).value().toString();
            String expected = route.resultMember
                    .map(name ->
                            Map.of(name, result.value().member(name).toString()).toString())
                    .orElse(result.value().toString());
            assertEquals(
                    expected,
                    route.resultMember
                            .map(name -> Texts.members(value).toString())
                            .orElse(value),
                    about);
        } else if (reply instanceof RpcReply.ServiceError error) {
            assertEquals(Outcome.RPC_ERROR, seen.outcome(), about);
            RpcError same = ((RpcReply.ServiceError) seen).error();
            boolean coded = error.error().code().isPresent();
            assertEquals(shape(error.error(), coded), shape(same, coded), about);
        }
    }

    /** White space between the members of an error says nothing. */
    private static String shape(RpcError error, boolean coded) {
        return coded
                ? Texts.members(error.value().toString()).toString()
                : error.value().toString();
    }

    private static String shown(RpcReply reply) {
        String text = reply.toString();
        return text.length() < 500 ? text : text.substring(0, 500);
    }
}
