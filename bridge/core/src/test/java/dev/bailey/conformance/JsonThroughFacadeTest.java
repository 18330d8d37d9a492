package dev.bailey.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.json.JsonCases;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of JSON texts, sent to a service through the facade: as a whole body, as a member of one, and in the query. */
final class JsonThroughFacadeTest {
    private static final BridgeConfig CONFIG = config("""
            services:
              ads: {url: "tcp://127.0.0.1:4000", framing: content-length}
            defaults: {service: ads}
            routes:
              - {rpc: body, http: POST /body, body: ad}
              - {rpc: query, http: GET /query, types: {ad: json}}
            limits: {uri: 1MiB}
            """);

    /** Under {@code "*"} depth counts from the body, which the member's value is one level inside. */
    private static final BridgeConfig MEMBER_CONFIG = config("""
            services:
              ads: {url: "tcp://127.0.0.1:4000", framing: content-length}
            defaults: {service: ads}
            routes:
              - {rpc: member, http: POST /member}
            limits: {jsonDepth: 65}
            """);

    private static BridgeConfig config(String yaml) {
        return ConfigLoader.load("json.yaml", yaml, Map.of());
    }

    static Stream<JsonCases.Case> texts() {
        return JsonCases.all().stream();
    }

    /** A text that closes the value and goes on with another member is no JSON by itself, but fine inside an object. */
    static Stream<JsonCases.Case> textsForMembers() {
        return texts().filter(it -> !it.name().equals("n_object_breaks_out"));
    }

    /** Control characters have no way into a query, not even as escapes. */
    static Stream<JsonCases.Case> textsForQueries() {
        return texts().filter(it -> new String(it.bytes(), ISO_8859_1).chars().noneMatch(c -> c < 0x20 || c == 0x7f));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void asAWholeBodyItArrivesByteForByteOrNotAtAll(JsonCases.Case it) {
        String text = new String(it.bytes(), ISO_8859_1);
        assertArrives(it, "body", exchange(CONFIG, "POST /body HTTP/1.1", text));
    }

    @ParameterizedTest
    @MethodSource("textsForMembers")
    void asAMemberOfTheBodyItArrivesByteForByteOrNotAtAll(JsonCases.Case it) {
        String text = new String(it.bytes(), ISO_8859_1);
        assertArrives(it, "member", exchange(MEMBER_CONFIG, "POST /member HTTP/1.1", "{\"ad\":" + text + "}"));
    }

    @ParameterizedTest
    @MethodSource("textsForQueries")
    void asAQueryParamItArrivesByteForByteOrNotAtAll(JsonCases.Case it) {
        assertArrives(it, "query", exchange(CONFIG, "GET /query?ad=" + escaped(it.bytes()) + " HTTP/1.1", ""));
    }

    private static MemoryHost.Exchange exchange(BridgeConfig config, String line, String body) {
        MemoryHost host = new MemoryHost(config, new FacadeCase.ResultReply("true"));
        List<String> headers = body.isEmpty()
                ? List.of("Host: a")
                : List.of("Host: a", "Content-Type: application/json", "Content-Length: " + body.length());
        return host.exchange(new FacadeCase.Sent(line, headers, body));
    }

    private static void assertArrives(JsonCases.Case it, String method, MemoryHost.Exchange exchange) {
        String answer = exchange.answer().body().toString();
        if (!it.accepted()) {
            assertEquals(400, exchange.answer().status(), answer);
            assertEquals(List.of(), exchange.received());
            return;
        }
        assertEquals(200, exchange.answer().status(), answer);
        String value = trimmed(new String(it.bytes(), ISO_8859_1));
        String request =
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"" + method + "\",\"params\":{\"ad\":" + value + "}}";
        assertEquals(List.of(request), exchange.received());
    }

    /** Without JSON's whitespace around it. */
    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (" \t\r\n".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        while (" \t\r\n".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(start, end);
    }

    private static String escaped(byte[] bytes) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : bytes) {
            escaped.append('%').append(Character.forDigit((b >> 4) & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
        }
        return escaped.toString();
    }
}
