package dev.bailey.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlBufferTest {
    private static final String CONFIG = """
            services:
              ads: {url: "tcp://127.0.0.1:4000"}
            routes:
              - {rpc: ads.get, http: GET /ads, service: ads, constants: {hedgehogs: "%s"}}
            """;

    /** Whatever length a reader's buffer has, some of these characters lie across its end. */
    @ParameterizedTest
    @ValueSource(strings = {"", "x"})
    void charactersOfTwoUnitsMayStandAnywhere(String before) {
        String hedgehogs = before + "🦔".repeat(20_000);
        BridgeConfig config = ConfigLoader.load("bailey.yaml", CONFIG.formatted(hedgehogs), Map.of());
        String json = config.routes().get(0).constants().getOrDefault("hedgehogs", "");
        assertEquals('"' + hedgehogs + '"', json);
    }
}
