package dev.bailey.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.http.HttpReply;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonMembers;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the facade table in memory. */
final class FacadeTableTest {
    private static final Set<String> STANDARD = Set.of("type", "title", "status", "detail");

    /** Read once; the cases of a file share one. */
    private static final Map<String, BridgeConfig> CONFIGS = new ConcurrentHashMap<>();

    static Stream<FacadeCase> cases() {
        return FacadeCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theCallerAndTheServiceSeeWhatTheTableSays(FacadeCase it) throws JsonException {
        BridgeConfig config =
                CONFIGS.computeIfAbsent(it.file(), file -> ConfigLoader.load(file, it.config(), Map.of()));
        MemoryHost.Exchange exchange = new MemoryHost(config, it.behaviour()).exchange(it.sent());
        // the answer first: when a call is refused by mistake, it says why
        assertAnswer(it.seen(), exchange.answer());
        assertReceived(it, exchange.received());
        assertTook(it, exchange.took().toMillis());
    }

    @Test
    void theTableHasEveryFileAndNoNameTwice() throws IOException, URISyntaxException {
        URI folder = Objects.requireNonNull(FacadeTableTest.class.getResource(FacadeCases.FOLDER))
                .toURI();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            Set<String> yaml = files.map(file -> Objects.toString(file.getFileName()))
                    .filter(name -> name.endsWith(".yaml"))
                    .collect(Collectors.toSet());
            assertEquals(yaml, new HashSet<>(FacadeCases.files()));
        }
        Set<String> names = new HashSet<>();
        List<String> twice = FacadeCases.all()
                .map(FacadeCase::toString)
                .filter(name -> !names.add(name))
                .toList();
        assertEquals(List.of(), twice);
    }

    private static void assertAnswer(FacadeCase.Seen seen, HttpReply.Answer answer) throws JsonException {
        String body = answer.body().toString();
        assertEquals(seen.status(), answer.status(), body);
        if (seen.content() instanceof FacadeCase.ProblemBody problem) {
            assertProblem(problem, seen.status(), answer.body().toByteArray());
        } else if (seen.content() instanceof FacadeCase.Body whole) {
            assertEquals(whole.bytes(), text(answer.body().toByteArray()));
        }
        assertEquals(seen.outcome(), answer.outcome().label());
        Map<String, String> own = new LinkedHashMap<>();
        answer.headers().forEach((name, value) -> {
            assertTrue(FacadeCase.OWN_HEADERS.contains(name), name);
            assertEquals(null, own.put(name, value));
        });
        assertEquals(seen.ownHeaders(), own);
    }

    private static void assertProblem(FacadeCase.ProblemBody expected, int status, byte[] body) throws JsonException {
        Json problem = Json.parse(body, JsonLimits.DEFAULT);
        assertEquals(
                "urn:bailey:outcome:" + expected.outcome(),
                problem.member("type").text());
        assertFalse(problem.member("title").text().isBlank());
        assertEquals(Integer.toString(status), problem.member("status").toString());
        String detail = problem.member("detail").text();
        assertFalse(detail.isBlank());
        assertFalse(detail.contains("dev.bailey") || detail.contains("Exception"), detail);
        for (String part : expected.detail()) {
            assertTrue(detail.contains(part), () -> "'" + part + "' is missing in: " + detail);
        }
        Map<String, String> more = new LinkedHashMap<>();
        for (JsonMembers members = problem.members(); members.next(); ) {
            if (!STANDARD.contains(members.name())) {
                assertEquals(null, more.put(members.name(), text(members.value().toByteArray())), "twice");
            }
        }
        assertEquals(expected.members(), more);
    }

    private static void assertReceived(FacadeCase it, List<String> received) {
        boolean one = it.config().contains("version: \"1.0\"");
        assertEquals(it.service().map(asked -> frame(asked, one)).stream().toList(), received);
    }

    /** The message that a case says the service receives, put together without the codec. */
    private static String frame(FacadeCase.Asked asked, boolean one) {
        String id = asked.notification() ? (one ? "\"id\":null," : "") : "\"id\":" + ScriptedService.ID + ",";
        String params = asked.params().map(json -> ",\"params\":" + json).orElse(one ? ",\"params\":[]" : "");
        String method = text(Json.string(asked.method()).toByteArray());
        return (one ? "{" : "{\"jsonrpc\":\"2.0\",") + id + "\"method\":" + method + params + "}";
    }

    private static void assertTook(FacadeCase it, long millis) {
        long after = it.seen().afterMillis().orElse(0);
        // what was not sent is tried once more, after a pause of its own
        boolean retried =
                it.behaviour() instanceof FacadeCase.Fails fails && fails.word().equals("refused");
        assertTrue(after <= millis && millis <= after + (retried ? 150 : 50), () -> "answered after " + millis + " ms");
    }

    /** One char a byte. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
