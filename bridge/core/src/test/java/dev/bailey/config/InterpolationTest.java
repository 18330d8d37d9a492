package dev.bailey.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PORT", "80", "HOST", "h", "EMPTY", "", "YES", "true", "NESTED", "${HOST}", "NAME_1", "n");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${HOST}|h",
                "${HOST}:${PORT}|h:80",
                "a${HOST}b${NAME_1}c|ahbnc",
                "${NONE:x}|x",
                "${NONE:}|''",
                "${NONE:a:b}|a:b",
                "${EMPTY:x}|''",
                "${HOST:x}|h",
                "$${HOST}|${HOST}",
                "$$${HOST}|$${HOST}",
                "$${|${",
                "a$${b}${HOST}|a${b}h",
                "${HOST}$${HOST}|h${HOST}",
                "${NESTED}|${HOST}",
                "$HOST|$HOST",
                "cost: 5$|cost: 5$",
                "{HOST}|{HOST}",
            })
    void putsIn(String raw, String expected) {
        assertEquals(
                expected,
                new Interpolation(ENVIRONMENT, Path.of("")).resolve(raw, true).text());
    }

    private static Map<String, String> constants(String flowMap) {
        return constants(flowMap, "f.yaml");
    }

    private static Map<String, String> constants(String flowMap, String file) {
        return load(flowMap, file).routes().get(0).constants();
    }

    private static BridgeConfig load(String flowMap, String file) {
        String yaml = "services: {s: {url: tcp://h:1}}\n" + "routes: [{rpc: r, http: GET /r, service: s, constants: "
                + flowMap + "}]\n";
        return ConfigLoader.load(file, yaml, ENVIRONMENT);
    }

    @Test
    void aPlainValueIsTypedAfterwardsAndAQuotedOneIsText() {
        assertEquals(
                Map.of("a", "80", "b", "\"80\"", "c", "true", "d", "null", "e", "\"h80\""),
                constants("{a: ${PORT}, b: \"${PORT}\", c: ${YES}, d: ${EMPTY}, e: ${HOST}${PORT}}"));
    }

    @Test
    void numbersAndBooleansMayBePutInQuotes() {
        String yaml = "http: {serverTiming: '${YES}'}\nlimits: {batch: \"${PORT}\"}\nroutes: []\n";
        BridgeConfig config = ConfigLoader.load("f.yaml", yaml, ENVIRONMENT);

        assertTrue(config.http().serverTiming());
        assertEquals(80, config.limits().batch());
    }

    @Test
    void aSecretIsReadFromBesideTheConfigurationWithoutItsLineEnd(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("token"), "s3cr3t\n");
        String file = folder.resolve("bailey.yaml").toString();

        assertEquals(Map.of("t", "\"s3cr3t\""), constants("{t: ${file:token}}", file));
        assertEquals(Map.of("t", "\"s3cr3t\""), constants("{t: \"${file:" + folder.resolve("token") + "}\"}", file));
    }

    @Test
    void onlyOneLineEndIsCutOff(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("token"), " a \n\r\n");

        assertEquals(
                Map.of("t", "\" a \\n\""),
                constants("{t: \"${file:token}\"}", folder.resolve("f.yaml").toString()));
    }

    @Test
    void aSecretIsNotTold(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("url"), "tcp://user:hunter2@h:1");
        String yaml = "services: {s: {url: \"${file:url}\"}}\nroutes: []\n";
        String file = folder.resolve("f.yaml").toString();

        ConfigException thrown = assertThrows(ConfigException.class, () -> ConfigLoader.load(file, yaml, Map.of()));
        assertFalse(thrown.getMessage().contains("hunter2"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains(":1:21: url: ****** is not a url"), thrown.getMessage());
    }

    @Test
    void aSecretThatCannotBeReadIsAProblem(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("latin1"), new byte[] {'a', (byte) 0xE4});
        Files.write(folder.resolve("large"), new byte[(64 << 10) + 1]);
        Files.createDirectory(folder.resolve("folder"));
        String yaml = """
                services:
                  a: {url: "${file:missing}"}
                  b: {url: "${file:latin1}"}
                  c: {url: "${file:large}"}
                  d: {url: "${file:folder}"}
                routes: []
                """;
        String file = folder.resolve("f.yaml").toString();

        ConfigException thrown = assertThrows(ConfigException.class, () -> ConfigLoader.load(file, yaml, Map.of()));
        assertEquals("""
                %1$s/f.yaml:2:12: url: the file %1$s/missing cannot be read
                %1$s/f.yaml:3:12: url: the file %1$s/latin1 is not UTF-8
                %1$s/f.yaml:4:12: url: the file %1$s/large has more than 64KiB
                %1$s/f.yaml:5:12: url: the file %1$s/folder cannot be read""".formatted(folder), thrown.getMessage());
    }
}
