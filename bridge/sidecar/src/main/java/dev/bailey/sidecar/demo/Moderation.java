package dev.bailey.sidecar.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonWriter;
import java.util.concurrent.atomic.AtomicInteger;

/** The methods of the legacy service: it knows one ad, number 7. */
final class Moderation {
    private static final int UNKNOWN_AD = -32001;
    private static final String THE_AD = "7";

    private final AtomicInteger views = new AtomicInteger(41);

    /** The reply to a request, on one line; empty for a notification. */
    String answer(String line) {
        try {
            Json request = Json.parse(line.getBytes(UTF_8), JsonLimits.DEFAULT);
            String outcome = outcome(request.member("method").text(), request.member("params"));
            Json id = request.member("id");
            return id.isAbsent() ? "" : "{\"jsonrpc\":\"2.0\"," + outcome + ",\"id\":" + id + "}";
        } catch (JsonException | IllegalStateException e) {
            return "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32700,\"message\":\"Parse error\"},\"id\":null}";
        }
    }

    private String outcome(String method, Json params) throws JsonException {
        return switch (method) {
            case "ads.get" -> isTheAd(params) ? "\"result\":" + ad(params) : error(UNKNOWN_AD, "no such ad");
            case "ads.moderate" ->
                isTheAd(params) ? "\"result\":" + moderated(params) : error(UNKNOWN_AD, "no such ad");
            case "ads.viewed" -> "\"result\":" + views.incrementAndGet();
            default -> error(-32601, "Method not found");
        };
    }

    private static boolean isTheAd(Json params) {
        return params.member("id").toString().equals(THE_AD);
    }

    private String ad(Json params) throws JsonException {
        Json lang = params.member("lang");
        boolean french = !lang.isAbsent() && lang.text().equals("fr");
        JsonWriter out = new JsonWriter();
        out.ascii("{\"id\":7,\"title\":").string(french ? "Vélo de ville" : "City bike");
        out.ascii(",\"price\":120.50,\"views\":").number(views.get());
        return new String(out.ascii("}").toByteArray(), UTF_8);
    }

    private static String moderated(Json params) {
        return "{\"id\":7,\"state\":" + params.member("decision").member("state") + ",\"by\":\"legacy\"}";
    }

    private static String error(int code, String message) {
        return "\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\"}";
    }
}
