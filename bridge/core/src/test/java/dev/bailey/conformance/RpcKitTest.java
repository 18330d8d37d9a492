package dev.bailey.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.Bridge;
import dev.bailey.call.FakeLoop;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.log.CallLine;
import dev.bailey.rpc.CallerCodec;
import dev.bailey.rpc.RpcExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the JSON-RPC kit in memory: from a frame's bytes to its answer's, with virtual time. */
final class RpcKitTest {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final Duration SLOW = Duration.ofMillis(100);

    private final FakeLoop loop = new FakeLoop();
    private final KitServices services = new KitServices();
    private final List<CallLine> log = new ArrayList<>();
    private final BridgeConfig config = ConfigLoader.load("kit.yaml", RpcCases.config(), Map.of());
    private final Bridge bridge = Bridge.builder()
            .config(config)
            .transport(new KitTransport(services))
            .callLog(log::add)
            .build();

    static Stream<RpcCase> cases() {
        return RpcCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void callersAndServicesSeeWhatTheCaseSays(RpcCase it) {
        services.begin(it);
        CallerCodec codec = new CallerCodec(it.edge(), config.limits().batch(), JsonLimits.DEFAULT);
        RpcExchange exchange =
                RpcExchange.start(codec.read(it.bytes(), 0, it.send().length()), loop, bridge.rpc(), call -> {});
        Duration took = waitFor(exchange);
        assertAnswer(it, exchange.answer().toCompletableFuture().join());
        assertEquals(sorted(it.reached()), sorted(services.reached()));
        assertEquals(it.tags().contains("slow"), took.compareTo(SLOW) > 0, () -> "took " + took);
        exchange.written();
        assertSettled();
    }

    private Duration waitFor(RpcExchange exchange) {
        long start = loop.nanoTime();
        loop.runTasks();
        while (!exchange.answer().toCompletableFuture().isDone() && loop.nanoTime() - start < LONGEST.toNanos()) {
            loop.advance(Duration.ofMillis(10));
        }
        assertTrue(exchange.answer().toCompletableFuture().isDone(), "nothing came back in time");
        return Duration.ofNanos(loop.nanoTime() - start);
    }

    private static void assertAnswer(RpcCase it, Json answer) {
        if (it.answer().isEmpty()) {
            assertEquals("", answer.toString());
        } else {
            assertEquals("", it.answer().get().mismatch(answer.toByteArray()).orElse(""));
        }
    }

    private static List<RpcCase.Reached> sorted(List<RpcCase.Reached> reached) {
        return reached.stream()
                .sorted(Comparator.comparing(RpcCase.Reached::toString))
                .toList();
    }

    /** Nothing is left of any call, and no line of the log has anything that breaks it. */
    private void assertSettled() {
        assertEquals(0, bridge.inFlight());
        assertFalse(loop.hasTimeouts(), "a deadline still runs");
        for (CallLine line : log) {
            assertTrue(line.detail().chars().noneMatch(Character::isISOControl), line::detail);
            assertTrue(line.detail().length() < 300, line::detail);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tagsSayWhatCanCarryTheMessage(RpcCase it) {
        Set<String> tags = new TreeSet<>(it.tags());
        tags.remove("slow");
        assertEquals(tagsOf(it), tags);
    }

    private static Set<String> tagsOf(RpcCase it) {
        String message = it.send();
        boolean broken =
                it.answer().filter(a -> a.toString().contains("<-32700 ")).isPresent();
        assertTrue(broken || isJson(it.bytes()), "what is no JSON must be answered so");
        Set<String> tags = new TreeSet<>();
        if (broken) {
            tags.add("broken");
        } else if (!message.strip().startsWith("{") && !message.strip().startsWith("[")) {
            tags.add("scalar");
        }
        if (message.isBlank()) {
            tags.add("blank");
        }
        if (message.indexOf('\n') >= 0 || message.indexOf('\r') >= 0) {
            tags.add("lines");
        }
        if (message.indexOf('\0') >= 0) {
            tags.add("nul");
        }
        return tags;
    }

    private static boolean isJson(byte[] bytes) {
        try {
            Json.parse(bytes, AnswerPattern.GENEROUS);
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    @Test
    void theKitHasEveryFileAndNoNameTwice() throws IOException, URISyntaxException {
        URI folder = Objects.requireNonNull(RpcKitTest.class.getResource(RpcCases.FOLDER))
                .toURI();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            Set<String> yaml = files.map(file -> Objects.toString(file.getFileName()))
                    .filter(name -> name.endsWith(".yaml") && !name.equals("kit.yaml"))
                    .collect(Collectors.toSet());
            assertEquals(yaml, new HashSet<>(RpcCases.files()));
        }
        Set<String> names = new HashSet<>();
        List<String> twice = RpcCases.all()
                .map(RpcCase::name)
                .filter(name -> !names.add(name))
                .toList();
        assertEquals(List.of(), twice);
        assertTrue(names.size() > 200, "the kit has " + names.size() + " cases");
    }
}
