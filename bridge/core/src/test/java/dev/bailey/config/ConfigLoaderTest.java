package dev.bailey.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private static String problems(String yaml) {
        return assertThrows(ConfigException.class, () -> ConfigLoader.load("f", yaml, Map.of()))
                .getMessage();
    }

    private String problems(Path file) {
        String message = assertThrows(ConfigException.class, () -> BridgeConfig.load(file))
                .getMessage();
        return message.replace(file.toString(), "f");
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("bailey.yaml"), bytes);
    }

    @Test
    void aFileIsRead() throws IOException {
        byte[] yaml = ConfigSamples.text("minimal.yaml").getBytes(StandardCharsets.UTF_8);
        assertEquals(ConfigSamples.load("minimal.yaml"), BridgeConfig.load(file(yaml)));
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsDoNoHarm() throws IOException {
        String yaml = "\uFEFF" + ConfigSamples.text("minimal.yaml").replace("\n", "\r\n");
        assertEquals(
                ConfigSamples.load("minimal.yaml"), BridgeConfig.load(file(yaml.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void aFileThatCannotBeReadIsAProblem() throws IOException {
        assertEquals("f:1:1: there is no such file", problems(folder.resolve("missing.yaml")));
        assertEquals("f:1:1: this is a folder, not a file", problems(folder));
        assertEquals("f:1:1: the file has more than 16MiB", problems(file(new byte[(16 << 20) + 1])));
    }

    @Test
    void whatIsNotUtf8IsFoundByLineAndColumn() throws IOException {
        byte[] yaml = "routes: []\n# \u00e4?\n".getBytes(StandardCharsets.UTF_8);
        yaml[yaml.length - 2] = (byte) 0xC3;
        assertEquals("f:2:4: not UTF-8", problems(file(yaml)));
        // "." in two bytes, which a lax reader takes
        assertEquals("f:1:1: not UTF-8", problems(file(new byte[] {(byte) 0xC0, (byte) 0xAE})));
        assertEquals("f:1:1: not UTF-8", problems(file("routes: []".getBytes(StandardCharsets.UTF_16))));
    }

    @Test
    void aControlCharacterIsFoundByLineAndColumn() {
        assertEquals(
                "f:2:9: not YAML: the character U+0000 cannot stand in a file",
                problems("routes: []\nlog: \uD83D\uDE00 x\0"));
    }

    @Test
    void halfACharacterIsRefused() {
        String yaml = """
                services: {s: {url: tcp://h:1}}
                routes: [{rpc: r, http: GET /r, service: s, constants: {a: "\\ud800"}}]
                """;
        assertEquals("f:2:60: half of a surrogate pair is no character", problems(yaml));
    }

    @Test
    void depthCostsNoStack() {
        assertTrue(problems("a: " + "[".repeat(200_000)).contains("nested more than 64 deep"));
        assertTrue(problems("a: " + "{a: ".repeat(200_000)).contains("nested more than 64 deep"));
        assertTrue(problems("- ".repeat(100_000)).contains("nested more than 64 deep"));
    }

    @Test
    void aRepeatedMistakeIsToldAtMostAThousandTimes() {
        String yaml = "routes:\n" + "- {}\n".repeat(5_000);
        ConfigException thrown = assertThrows(ConfigException.class, () -> ConfigLoader.load("f", yaml, Map.of()));
        assertEquals(1_000, thrown.problems().size());
    }

    @Test
    void anAliasIsToldOnce() {
        String yaml = """
                services: {s: {url: tcp://h:1}}
                routes:
                  - {rpc: r, http: GET /r, service: s, headers: &h {a: Host}}
                  - {rpc: q, http: GET /q, service: s, headers: *h}
                """;
        assertEquals(1, problems(yaml).lines().count(), "the problem stands in one place, which is to be mended once");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aDamagedFileIsNeverMoreThanAProblem(int seed) {
        Random random = new Random(seed);
        String alphabet = "{}[]:,-#&*!|>'\"%@`$ \n\t\\.0aé\uFEFF\u2028";
        for (String name : List.of("explicit.yaml", "contract.yaml")) {
            for (int i = 0; i < 200; i++) {
                StringBuilder yaml = new StringBuilder(ConfigSamples.text(name));
                for (int hits = random.nextInt(4); hits >= 0; hits--) {
                    int at = random.nextInt(yaml.length());
                    yaml.replace(at, at + random.nextInt(3), alphabet.charAt(random.nextInt(alphabet.length())) + "");
                }
                assertProblemsAreInside(yaml.toString());
            }
        }
    }

    private static void assertProblemsAreInside(String yaml) {
        try {
            BridgeConfig config = ConfigLoader.load("f", yaml, Map.of());
            assertEquals(config, ConfigLoader.load("g", ConfigWriter.write(config), Map.of()), yaml);
        } catch (ConfigException e) {
            long lines = yaml.lines().count() + 1;
            for (ConfigProblem problem : e.problems()) {
                assertTrue(problem.line() >= 1 && problem.column() >= 1, problem::toString);
                assertTrue(problem.line() <= lines, problem + "\n" + yaml);
                assertEquals(1, problem.toString().lines().count());
            }
        }
    }
}
