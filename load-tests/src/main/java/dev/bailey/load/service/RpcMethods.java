package dev.bailey.load.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import java.util.function.Consumer;

/** The service's methods as JSON-RPC names them: behind the TCP socket, and behind a bridge in the same process. */
final class RpcMethods {
    private final Ads ads;

    RpcMethods(Ads ads) {
        this.ads = ads;
    }

    /**
     * Calls one.
     *
     * @param answer gets the result's JSON, once
     * @throws IllegalArgumentException if there is no such method
     * @throws JsonException if a param is not as it should be
     */
    void call(String method, Json params, Consumer<byte[]> answer) throws JsonException {
        switch (method) {
            case "ads.get" -> ads.get(word(params.member("id")), lang(params), answer);
            case "ads.spam" -> ads.spam(word(params.member("id")), answer);
            case "ads.export" -> ads.export(Integer.parseInt(word(params.member("kib"))), answer);
            default -> throw new IllegalArgumentException("no method " + method);
        }
    }

    private static String lang(Json params) throws JsonException {
        Json lang = params.member("lang");
        return lang.isAbsent() ? "en" : lang.text();
    }

    private static String word(Json number) {
        return new String(number.array(), number.offset(), number.length(), UTF_8);
    }
}
