package dev.bailey.sidecar.explain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.Bridge;
import dev.bailey.call.Call;
import dev.bailey.config.BridgeConfig;
import dev.bailey.http.HttpReply;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;

/** What a request would become. */
public sealed interface Explanation {

    /**
     * It would be sent on.
     *
     * @param request as the service would get it
     */
    record Sent(String request) implements Explanation {}

    /** The bridge would refuse it. */
    record Refused(int status, String outcome, String detail) implements Explanation {}

    /**
     * Takes a request through the bridge.
     *
     * @throws IllegalArgumentException saying what is wrong with the request's text
     */
    static Explanation of(BridgeConfig config, RequestText request) {
        CapturingTransport transport = new CapturingTransport();
        Bridge bridge = Bridge.builder()
                .config(config)
                .transport(transport)
                // a refusal is the result here: it need not be logged too
                .callLog(line -> {})
                .build();
        HttpReply reply = bridge.http()
                .handle(request.on(Call.on(new InPlaceLoop())))
                .toCompletableFuture()
                .join();
        return transport.captured().<Explanation>map(Sent::new).orElseGet(() -> refused((HttpReply.Answer) reply));
    }

    private static Explanation refused(HttpReply.Answer answer) {
        return new Refused(answer.status(), answer.outcome().label(), detail(answer));
    }

    private static String detail(HttpReply.Answer answer) {
        try {
            Json problem = Json.parse(answer.body().toByteArray(), JsonLimits.DEFAULT);
            return problem.member("detail").text();
        } catch (JsonException | IllegalStateException e) {
            return new String(answer.body().toByteArray(), UTF_8);
        }
    }
}
