package dev.bailey.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainRpcTest {
    private static final String FILE = """
            rpc: [{path: /rpc}]
            services:
              moved: {url: 'http://127.0.0.1:8081/api'}
              legacy: {url: 'tcp://127.0.0.1:4000', version: "1.0"}
            routes:
              - {rpc: ads.get, http: 'GET /ads/{id}', service: moved, timeout: 500ms, headers: {tenant: X-Tenant}}
              - {rpc: ads.put, http: 'PUT /ads/{id}', service: moved, body: ad}
              - {rpc: old.get, http: 'GET /old/{id}', service: legacy, positional: [id]}
            """;

    private final CapturedConsole console = new CapturedConsole();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeFile() throws IOException {
        file = Files.writeString(folder.resolve("bailey.yaml"), FILE);
    }

    private int explain(String... words) {
        String[] all = new String[words.length + 3];
        System.arraycopy(new String[] {"explain", "-c", file.toString()}, 0, all, 0, 3);
        System.arraycopy(words, 0, all, 3, words.length);
        return new Commands(console.console(), format -> {}).run(all);
    }

    @Test
    void showsTheHttpRequestAsItWouldGoOut() {
        assertEquals(0, explain("--rpc", """
                {"jsonrpc":"2.0","id":1,"method":"ads.get","params":{"id":"a/b","lang":"f r","tenant":"x"}}"""), console.err());
        assertEquals("""
                GET /api/ads/a%2Fb?lang=f%20r HTTP/1.1
                Host: 127.0.0.1:8081
                X-Tenant: x
                Accept: application/json
                x-envoy-expected-rq-timeout-ms: 500
                """, console.out());
    }

    @Test
    void aCallThatComesByPostIsExplainedByItself() {
        assertEquals(2, explain("POST /rpc", "-d", "{}"));
        assertTrue(console.err().contains("'/rpc' takes JSON-RPC messages"), console.err());
    }

    @Test
    void showsTheBodyByteForByte() {
        assertEquals(0, explain("--rpc", """
                {"jsonrpc":"2.0","method":"ads.put","params":{"ad":{"price": 1.50},"id":7},"id":1}"""), console.err());
        assertEquals("""
                PUT /api/ads/7 HTTP/1.1
                Host: 127.0.0.1:8081
                Accept: application/json
                Content-Type: application/json
                x-envoy-expected-rq-timeout-ms: 10000
                Content-Length: 15

                {"price": 1.50}
                """, console.out());
    }

    @Test
    void showsWhatAServiceWouldGetThatSpeaksJsonRpcItself() {
        assertEquals(0, explain("--rpc", """
                {"jsonrpc":"2.0","id":"x","method":"old.get","params":[7]}"""), console.err());
        assertEquals("{\"id\":1,\"method\":\"old.get\",\"params\":[7]}\n", console.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"nope\"}            | -32601 (no_route)",
                "{\"jsonrpc\":\"2.0\",\"method\":\"nope\"}                     | -32601 (no_route)",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ads.get\"}         | -32602 (bad_request)",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}                   | -32600 (bad_request)",
                "{\"jsonrpc\":\"2.0\",                                         | -32700 (bad_request)",
                "[]                                                            | -32600 (bad_request)",
            })
    void saysWhyACallWouldBeRefused(String message, String why) {
        assertEquals(1, explain("--rpc", message));
        assertTrue(console.err().startsWith("bailey explain: refused with " + why + ": "), console.err());
        assertEquals("", console.out());
    }

    @Test
    void takesOneCallAtATime() {
        assertEquals(2, explain("--rpc", "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ads.get\"}]"));
        assertTrue(console.err().contains("not a batch"), console.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-d", "-H"})
    void hasNothingOfHttpBesideIt(String option) {
        assertEquals(2, explain("--rpc", "{}", option, "A: 1"));
        assertTrue(console.err().contains("--rpc stands alone"), console.err());
    }
}
