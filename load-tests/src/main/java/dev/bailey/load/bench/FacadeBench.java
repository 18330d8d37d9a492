package dev.bailey.load.bench;

import dev.bailey.Bridge;
import dev.bailey.call.Call;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A whole facade call without sockets: checks, route, mapping, every layer before the service, the frame, the reply. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FacadeBench {
    private final InlineLoop loop = new InlineLoop();
    private final Headers headers = Headers.of("Host", "localhost:8080");

    /** Routes of the bridge. */
    @Param({"1", "5000"})
    private int routes;

    private final Answering service = new Answering();
    private HttpHandler http = call -> CompletableFuture.failedFuture(new IllegalStateException("not open"));

    @Setup
    public void open() {
        http = bridge().http();
    }

    private Bridge bridge() {
        StringBuilder yaml = new StringBuilder("services: {ads: {url: 'tcp://127.0.0.1:1'}}\nroutes:\n");
        for (int i = 0; i < routes; i++) {
            yaml.append("  - {rpc: ads.get%1$d, http: 'GET /shop%1$d/ads/{id}', service: ads, types: {id: integer}}\n"
                    .formatted(i));
        }
        BridgeConfig config = ConfigLoader.load("bench.yaml", yaml.toString(), Map.of());
        return Bridge.builder()
                .config(config)
                .transport(service)
                .callLog(line -> {})
                .build();
    }

    @Benchmark
    public HttpReply wholeCall() {
        Call call = Call.on(loop);
        CompletionStage<HttpReply> reply =
                http.handle(new HttpCall("GET", "/shop0/ads/7?lang=fr", 1, headers, HttpBody.NONE, call));
        service.answer();
        HttpReply answer = reply.toCompletableFuture().join();
        call.end(answer.outcome());
        return answer;
    }
}
