package dev.bailey.sidecar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.sidecar.log.LogFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private static final String GOOD = """
            services: {ads: {url: 'tcp://127.0.0.1:4000'}}
            routes: [{rpc: ads.get, http: 'GET /ads/{id}', service: ads}]
            """;

    private final CapturedConsole console = new CapturedConsole();
    private final List<LogFormat> logs = new ArrayList<>();

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void everyCommandHasHelp(CommandName name) {
        assertEquals(0, bailey(name.word(), "--help"));
        assertTrue(console.out().startsWith("Usage: bailey " + name.word()), console.out());
        assertTrue(console.out().contains(name.summary()), console.out());
        assertEquals("", console.err());
    }

    @ParameterizedTest
    @EnumSource
    void everyCommandTellsTheVersion(CommandName name) {
        assertEquals(0, bailey(name.word(), "--version"));
        assertTrue(console.out().matches("bailey \\d+\\.\\d+\\.\\d+.*\\R"), console.out());
    }

    @ParameterizedTest
    @EnumSource
    void unknownOptionsAreAUsageError(CommandName name) {
        assertEquals(2, bailey(name.word(), "--halp"));
        assertTrue(console.err().contains("unknown option '--halp'; did you mean '--help'?"), console.err());
        assertTrue(console.err().contains("Usage: bailey " + name.word()), console.err());
        assertEquals("", console.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "help"})
    void theOverviewNamesEveryCommand(String word) {
        assertEquals(0, bailey(word));
        for (CommandName name : CommandName.values()) {
            assertTrue(console.out().contains("  " + name.word()), console.out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V", "version"})
    void theVersionWithoutACommand(String word) {
        assertEquals(0, bailey(word));
        assertTrue(console.out().startsWith("bailey "), console.out());
    }

    @Test
    void withoutACommandTheOverviewGoesToStderr() {
        assertEquals(2, bailey());
        assertTrue(console.err().startsWith("Usage: bailey COMMAND"), console.err());
        assertEquals("", console.out());
    }

    @Test
    void anUnknownCommandIsAUsageErrorWithASuggestion() {
        assertEquals(2, bailey("vaildate"));
        assertTrue(console.err().contains("no command 'vaildate'; did you mean 'validate'?"), console.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "validate", "config", "explain"})
    void theConfigurationMustBeNamed(String command) {
        assertEquals(2, bailey(command));
        assertTrue(console.err().contains("missing -c FILE"), console.err());
    }

    @Test
    void validateSaysOk() {
        assertEquals(0, bailey("validate", "-c", file(GOOD)));
        assertEquals("OK\n", console.out());
        assertEquals("", console.err());
    }

    @Test
    void validateTellsEveryProblemOnStdout() {
        String file = file("servces: {}\nlimits: {jsonDepth: none}\n" + GOOD);
        assertEquals(78, bailey("validate", "-c", file));
        List<String> problems = console.out().lines().toList();
        assertEquals(2, problems.size(), console.out());
        assertTrue(problems.get(0).startsWith(file + ":1:1: "), console.out());
        assertTrue(problems.get(0).contains("did you mean 'services'?"), console.out());
        assertTrue(problems.get(1).startsWith(file + ":2:"), console.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "config"})
    void whereProblemsAreNoResultTheyGoToStderr(String command) {
        String file = file("routes: 7\n");
        assertEquals(78, bailey(command, "-c", file));
        assertTrue(console.err().startsWith(file + ":1:"), console.err());
        assertEquals("", console.out());
    }

    @Test
    void aMissingFileIsABadConfiguration() {
        assertEquals(78, bailey("validate", "-c", folder.resolve("none.yaml").toString()));
        assertTrue(console.out().contains("none.yaml:1:1: "), console.out());
    }

    @Test
    void aFileNameThatCannotBeIsAUsageError() {
        assertEquals(2, bailey("validate", "-c", "a\0b"));
    }

    @Test
    void theEffectiveConfigurationIsAConfigurationAgain() {
        assertEquals(0, bailey("config", "-c", file(GOOD)));
        String effective = console.out();
        assertTrue(effective.contains("drainTimeout: 25s"), effective);
        console.clear();
        assertEquals(0, bailey("validate", "-c", file(effective)), console.out());
    }

    @Test
    void theSchemaIsJson() {
        assertEquals(0, bailey("schema"));
        assertTrue(console.out().contains("https://json-schema.org/draft/2020-12/schema"), console.out());
    }

    @Test
    void loadTestsAreNotInTheImage() {
        assertEquals(1, bailey("loadtest", "--profile", "smoke"));
        assertTrue(console.err().contains("not part of the image"), console.err());
    }

    @Test
    void theLogFormatIsJsonUnlessSaid() {
        bailey("schema");
        bailey("schema", "--log-format", "text");
        bailey("schema", "--log-format=json");
        assertEquals(List.of(LogFormat.JSON, LogFormat.TEXT, LogFormat.JSON), logs);
        assertEquals(2, bailey("schema", "--log-format", "xml"));
        assertTrue(console.err().contains("json or text, not 'xml'"), console.err());
    }

    @Test
    void explainShowsTheRequestThatWouldBeSent() {
        assertEquals(0, bailey("explain", "-c", file(GOOD), "GET /ads/a%2Fb?lang=fr", "-H", "X-A: 1"), console.err());
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ads.get\",\"params\":{\"id\":\"a/b\",\"lang\":\"fr\"}}\n",
                console.out());
    }

    @Test
    void explainTakesABody() {
        String file = file(GOOD.replace("GET /ads/{id}", "POST /ads/{id}"));
        assertEquals(0, bailey("explain", "-c", file, "POST /ads/7", "-d", "{\"a\": 1.50}"), console.err());
        assertTrue(console.out().contains("\"a\":1.50") || console.out().contains("\"a\": 1.50"), console.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /nowhere | 404 (no_route)",
                "POST /ads/7  | 405 (bad_request)",
                "GET /ads/../x| 400 (bad_request)",
                "GET /ads/7?id=8| 400 (bad_request)",
            })
    void explainSaysWhyACallWouldBeRefused(String request, String why) {
        assertEquals(1, bailey("explain", "-c", file(GOOD), request));
        assertTrue(console.err().startsWith("bailey explain: refused with " + why + ": "), console.err());
        assertEquals("", console.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "", " /x", "GET  /x", "GET /x y"})
    void explainNeedsARequest(String request) {
        assertEquals(2, bailey("explain", "-c", file(GOOD), request));
        assertTrue(console.err().contains("GET /ads/7"), console.err());
    }

    @Test
    void explainNeedsHeadersThatAreSome() {
        assertEquals(2, bailey("explain", "-c", file(GOOD), "GET /ads/7", "-H", "nonsense"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "call                                     | missing URL and METHOD",
                "call tcp://127.0.0.1:1                   | missing METHOD",
                "call nowhere m                           | url: ",
                "call --framing newlin tcp://127.0.0.1:1 m| did you mean 'newline'?",
                "call --version 3.0 tcp://127.0.0.1:1 m   | version: ",
                "call --timeout soon tcp://127.0.0.1:1 m  | timeout: ",
                "call tcp://127.0.0.1:1 m 7               | PARAMS is a JSON object or array",
                "call tcp://127.0.0.1:1 m {               | PARAMS is not JSON: ",
            })
    void whatCallCannotUseIsAUsageError(String line, String message) {
        assertEquals(2, bailey(line.split(" ", -1)));
        assertTrue(console.err().contains(message), console.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "http", ""})
    void portsOfTheDemoAreChecked(String port) {
        assertEquals(2, bailey("demo", "--once", "--http-port=" + port));
        assertTrue(console.err().contains("--http-port is a port from 0 to 65535"), console.err());
    }

    private int bailey(String... args) {
        return new Commands(console.console(), logs::add).run(args);
    }

    private String file(String yaml) {
        try {
            return Files.write(Files.createTempFile(folder, "bailey", ".yaml"), yaml.getBytes(UTF_8))
                    .toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
