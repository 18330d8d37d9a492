package dev.bailey.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.Bridge;
import dev.bailey.BridgeBuilder;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.config.ProtocolVersion;
import dev.bailey.http.HttpReply;
import dev.bailey.rpc.RpcVersion;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a host to the facade table: over a real socket it must answer every case with the very status, own headers and body that
 * the bridge gives in memory, and hand the same call to the service. {@code hosts.txt} beside the table lists the cases that a host
 * refuses itself, or hands over altered; these must differ, so that the list stays true.
 */
public final class HostKit implements AutoCloseable {
    private final String host;
    private final Consumer<Bridge> serve;
    private final Set<String> refused;
    private final Set<String> altered;
    private final Map<String, Bridge> bridges = new ConcurrentHashMap<>();
    private volatile @Nullable ScriptedService service;

    /**
     * @param host as {@code hosts.txt} calls it
     * @param serve lets the host serve this bridge from now on
     */
    public HostKit(String host, Consumer<Bridge> serve) {
        this.host = host;
        this.serve = serve;
        this.refused = listed(host + " refuses ");
        this.altered = listed(host + " alters ");
    }

    private static Set<String> listed(String start) {
        return FacadeCases.text("hosts.txt")
                .lines()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .collect(Collectors.toSet());
    }

    /** The cases that can be brought about from outside; of those that take a second, one. */
    public static Stream<FacadeCase> cases() {
        return FacadeCases.without("memory")
                .filter(it ->
                        it.seen().afterMillis().orElse(0) < 1000 || it.name().equals("the service is silent"));
    }

    /** Runs a case. */
    public void check(FacadeCase it, InetSocketAddress address) throws IOException {
        BridgeConfig config = config(it);
        MemoryHost.Exchange inMemory = new MemoryHost(config, it.behaviour()).exchange(it.sent());
        ScriptedService scripted = new ScriptedService(version(config), it.behaviour());
        service = scripted;
        serve.accept(bridges.computeIfAbsent(it.file(), file -> bridge(config)));
        String seen = seen(it, address, own(inMemory.answer()).keySet());
        compare(it, inMemory, seen, scripted.received());
    }

    private void compare(FacadeCase it, MemoryHost.Exchange inMemory, String seen, List<String> received) {
        String wanted = shown(inMemory.answer(), it.sent().line().startsWith("HEAD "));
        if (refused.contains(it.toString())) {
            assertTrue(seen.startsWith("4") || seen.startsWith("5"), seen);
            assertEquals(List.of(), received);
            assertNotEquals(wanted, seen, "hosts.txt says that " + host + " refuses this itself");
        } else if (altered.contains(it.toString())) {
            assertNotEquals(
                    wanted + inMemory.received(), seen + received, "hosts.txt says that " + host + " alters this");
        } else {
            assertEquals(wanted + "\n" + inMemory.received(), seen + "\n" + received, it::toString);
        }
    }

    private static RpcVersion version(BridgeConfig config) {
        boolean one = config.services().values().iterator().next().version() == ProtocolVersion.V1_0;
        return one ? RpcVersion.V1 : RpcVersion.V2;
    }

    private static String seen(FacadeCase it, InetSocketAddress address, Set<String> names) throws IOException {
        HostCaller.Answer answer;
        try {
            answer = HostCaller.exchange(address, it.sent());
        } catch (IOException e) {
            return "no answer: " + e.getMessage();
        }
        Map<String, String> own = new TreeMap<>();
        for (String name : FacadeCase.OWN_HEADERS) {
            String value = answer.header(name);
            // a host may end a connection when it likes to
            if (names.contains(name) || (!value.isEmpty() && !name.equals("Connection"))) {
                own.put(name, value);
            }
        }
        return answer.status() + " " + own + "\n" + answer.body();
    }

    private static String shown(HttpReply.Answer answer, boolean head) {
        String body = head ? "" : new String(answer.body().toByteArray(), StandardCharsets.ISO_8859_1);
        return answer.status() + " " + own(answer) + "\n" + body;
    }

    private static Map<String, String> own(HttpReply.Answer answer) {
        Map<String, String> own = new TreeMap<>();
        answer.headers().forEach(own::put);
        return own;
    }

    private static BridgeConfig config(FacadeCase it) {
        return ConfigLoader.load(it.file(), it.config(), Map.of());
    }

    private Bridge bridge(BridgeConfig config) {
        BridgeBuilder builder = Bridge.builder().config(config).callLog(line -> {});
        config.services()
                .keySet()
                .forEach(name -> builder.service(name, request -> {
                    ScriptedService current = service;
                    if (current == null) {
                        throw new IllegalStateException("no case has begun");
                    }
                    return current.handle(request);
                }));
        return builder.build();
    }

    /** Nothing is left of any call. */
    @Override
    public void close() {
        for (Bridge bridge : bridges.values()) {
            assertEquals(0, bridge.inFlight());
            bridge.close();
        }
    }
}
