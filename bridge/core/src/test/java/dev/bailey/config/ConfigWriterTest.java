package dev.bailey.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigWriterTest {
    @ParameterizedTest
    @ValueSource(strings = {"minimal.yaml", "explicit.yaml", "contract.yaml"})
    void whatIsWrittenLoadsAsTheSame(String name) {
        BridgeConfig config = ConfigSamples.load(name);
        String written = ConfigWriter.write(config);

        BridgeConfig again = ConfigLoader.load("again.yaml", written, Map.of());
        assertEquals(config, again);
        assertEquals(written, ConfigWriter.write(again));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\" x \"",
                "\"5\"",
                "5",
                "\"true\"",
                "\"null\"",
                "~",
                "\"off\"",
                "no",
                "\"1:30\"",
                "2024-01-01",
                "\"0x1F\"",
                "-0.0",
                "1E400",
                "123456789012345678901234567890",
                "\"a: b\"",
                "\"a #b\"",
                "\"- a\"",
                "\"{x}\"",
                "\"it's \\\"quoted\\\" \\\\ \\n \\t \\r \\0 \\x7f \\u0085 \\u2028 \\ufeff\"",
                "\"\uD83D\uDE00 é\"",
                "\"\\uE000\"",
                "$${NAME}",
                "$$${NAME}",
                "\"$${\"",
                "[]",
                "{}",
                "[[], [[1]], {}, {\"a b\": [1, {c: d}]}]",
                "{$${x}: \"$${x}\", \"\": \"\", \"a/b\": 1}",
                "{z: 1, a: 2}",
                "'******'",
            })
    void constantsComeBackAsTheyWere(String yaml) {
        BridgeConfig config = withConstant(yaml);
        String written = ConfigWriter.write(config);

        assertEquals(config, ConfigLoader.load("again.yaml", written, Map.of()), written);
    }

    private static BridgeConfig withConstant(String value) {
        String yaml = "services: {s: {url: tcp://h:1}}\nroutes:\n  - {rpc: r, http: GET /r, service: s, constants: {c: "
                + value + "}}\n";
        return ConfigLoader.load("f.yaml", yaml, Map.of());
    }

    @Test
    void namesThatNeedQuotesComeBack() {
        String yaml = """
                services: {"yes": {url: tcp://h:1}, "a: b": {url: "http://[::1]:80"}, "5": {url: unix:/run/a b}}
                routes:
                  - {rpc: "# -", name: "é \\u00e4", http: GET /r, service: "yes", errors: {"off": 500, "a\\nb": 404}}
                """;
        BridgeConfig config = ConfigLoader.load("f.yaml", yaml, Map.of());

        assertEquals(config, ConfigLoader.load("again.yaml", ConfigWriter.write(config), Map.of()));
    }

    @Test
    void keysThatSaySoAreMasked() {
        String constants =
                "{apiKey: a1, PASSWORD: a2, client_secret: a3, accessToken: 4711, nested: {list: [{token: a5}]},"
                        + " plain: visible}";
        String yaml = "services: {tokens: {url: tcp://h:1}}\n"
                + "routes: [{rpc: r, http: \"GET /r/{key}\", service: tokens, types: {key: integer}, constants: "
                + constants + "}]\n";
        String written = ConfigWriter.write(ConfigLoader.load("f.yaml", yaml, Map.of()));

        assertTrue(written.contains("""
                            constants:
                              apiKey: "******"
                              PASSWORD: "******"
                              client_secret: "******"
                              accessToken: "******"
                              nested:
                                list:
                                  - token: "******"
                              plain: visible
                        """.indent(0)), written);
        assertTrue(written.contains("url: tcp://h:1"), "the name of a service masks nothing");
        assertTrue(written.contains("key: integer"), "a type is no secret");
    }

    @Test
    void whatCameFromFilesIsMasked(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("secret"), "hunter2");
        Files.writeString(folder.resolve("url"), "tcp://hunter2:1\n");
        Files.writeString(folder.resolve("address"), "unix:/run/hunter2");
        String yaml = """
                http: {listen: [${file:address}]}
                services:
                  a: {url: ${file:url}}
                  b: {urls: [${file:url}]}
                  c: {urls: [tcp://open:1, ${file:url}]}
                defaults: {service: a}
                routes:
                  - {rpc: r, http: GET /r, constants: {c: ${file:secret}, d: [1, "x-${file:secret}-y"]}, headers: {h: "X-${file:secret}"}}
                """;
        BridgeConfig config = ConfigLoader.load(folder.resolve("f.yaml").toString(), yaml, Map.of());
        String written = ConfigWriter.write(config);

        assertEquals("\"hunter2\"", config.routes().get(0).constants().get("c"));
        assertFalse(written.contains("hunter2"), written);
        assertTrue(written.contains("- tcp://open:1\n      - \"******\""), written);
        assertTrue(written.contains("d:\n        - 1\n        - \"******\""), written);
    }
}
