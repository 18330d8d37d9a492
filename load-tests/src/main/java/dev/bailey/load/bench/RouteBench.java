package dev.bailey.load.bench;

import dev.bailey.call.Call;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.config.Endpoint;
import dev.bailey.config.PathTemplate;
import dev.bailey.config.RouteConfig;
import dev.bailey.config.Verb;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.json.Json;
import dev.bailey.json.JsonLimits;
import dev.bailey.route.EndpointTable;
import dev.bailey.route.Facade;
import dev.bailey.rpc.RpcReply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Finding one of 5,000 routes, and mapping a request and its reply. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteBench {
    private final EndpointTable<String> table = table();
    private final HttpHandler facade = facade();
    private final InlineLoop loop = new InlineLoop();
    private int turn;

    private static EndpointTable<String> table() {
        EndpointTable<String> table = new EndpointTable<>();
        for (int i = 0; i < 5000; i++) {
            table.add(new Endpoint(Verb.GET, PathTemplate.parse("/shop" + i + "/ads/{id}")), "");
        }
        return table;
    }

    private static HttpHandler facade() {
        BridgeConfig config = ConfigLoader.load("bench.yaml", """
                services: {ads: {url: 'tcp://127.0.0.1:1'}}
                routes:
                  - {rpc: ads.get, http: 'GET /ads/{id}', service: ads, types: {id: integer}}
                """, Map.of());
        RouteConfig route = config.routes().get(0);
        RpcReply reply = new RpcReply.Result(Json.string("x".repeat(298)));
        return new Facade(
                route, route.http(), JsonLimits.DEFAULT, 1 << 20, request -> CompletableFuture.completedFuture(reply));
    }

    @Benchmark
    public EndpointTable.@Nullable Found<String> find() {
        turn = (turn + 1237) % 5000;
        return table.find("GET", "/shop" + turn + "/ads/7");
    }

    @Benchmark
    public HttpReply map() {
        HttpCall call = new HttpCall("GET", "/ads/7?lang=fr", 1, Headers.of("Host", "a"), HttpBody.NONE, Call.on(loop));
        return facade.handle(call.onRoute(List.of("7"))).toCompletableFuture().join();
    }
}
