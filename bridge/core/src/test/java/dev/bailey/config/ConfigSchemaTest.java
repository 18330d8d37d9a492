package dev.bailey.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a small checker of our own, which knows just the words that our schema uses. */
class ConfigSchemaTest {
    private static final SchemaCheck SCHEMA = new SchemaCheck(node(ConfigSchema.json()));

    private static YamlNode node(String yaml) {
        return Yaml.read(yaml, new Problems("f")).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal.yaml", "explicit.yaml", "contract.yaml"})
    void goodFilesFit(String name) {
        assertEquals(List.of(), SCHEMA.mismatches(node(ConfigSamples.text(name))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal.yaml", "explicit.yaml", "contract.yaml"})
    void effectiveConfigurationsFit(String name) {
        String written = ConfigWriter.write(ConfigSamples.load(name));
        assertEquals(List.of(), SCHEMA.mismatches(node(written)));
    }

    @Test
    void interpolationFitsEverywhere() {
        String yaml = """
                http: {listen: "${A}", serverTiming: ${A}}
                limits: {batch: ${A}, headers: ${A}, bytesInFlight: ${A}, idleTimeout: ${A}}
                log: {calls: ${A}}
                services: {a: {url: ${A}, protocol: ${A}, framing: ${A}, concurrency: {max: ${A}}}}
                routes: [{rpc: ${A}, http: ${A}, status: ${A}, errors: {"*": ${A}}, types: {a: ${A}}}]
                """;
        assertEquals(List.of(), SCHEMA.mismatches(node(yaml)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/: lacks routes",
                "{routes: [], htpp: {}}|/htpp: unknown",
                "{routes: {}}|/routes: type",
                "{routes: [{rpc: a}]}|/routes/0: lacks http",
                "{routes: [{rpc: a, http: GET /a, status: 99}]}|/routes/0/status: anyOf",
                "{routes: [{rpc: a, http: GET /a, types: {x: int}}]}|/routes/0/types/x: anyOf",
                "{routes: [], drainDelay: 5}|/drainDelay: type",
                "{routes: [], drainDelay: 5d}|/drainDelay: pattern",
                "{routes: [], limits: {headers: 8KB}}|/limits/headers: anyOf",
                "{routes: [], services: {a: {}}}|/services/a: oneOf",
                "{routes: [], services: {a: {url: x, urls: [x]}}}|/services/a: oneOf",
                "{routes: [], services: {a: {url: x, pool: {maxConnections: 0}}}}|/services/a/pool/maxConnections: anyOf",
                "{routes: [], rpc: [{framing: nul}]}|/rpc/0: oneOf",
            })
    void badFilesDoNot(String yaml, String mismatch) {
        assertEquals(List.of(mismatch), SCHEMA.mismatches(node(yaml)));
    }

    @Test
    void everyKeyIsDescribedAndEveryDefaultFits() {
        assertTrue(SCHEMA.keys().size() > 70, SCHEMA.keys()::toString);
        assertEquals(List.of(), SCHEMA.undescribed());
        assertEquals(List.of(), SCHEMA.misfittingDefaults());
    }

    @Test
    void itSaysWhichSchemaItIs() {
        assertTrue(ConfigSchema.json().contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""));
    }
}
