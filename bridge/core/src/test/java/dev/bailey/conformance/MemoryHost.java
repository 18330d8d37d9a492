package dev.bailey.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.Bridge;
import dev.bailey.call.Call;
import dev.bailey.call.FakeLoop;
import dev.bailey.config.BridgeConfig;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.log.CallLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A host without sockets: a bridge, a loop with virtual time, and a service that does what a case says. */
final class MemoryHost {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final FakeLoop loop = new FakeLoop();
    private final ScriptedTransport transport;
    private final List<CallLine> log = new ArrayList<>();
    private final Bridge bridge;

    MemoryHost(BridgeConfig config, FacadeCase.Behaviour behaviour) {
        transport = new ScriptedTransport(behaviour);
        bridge = Bridge.builder()
                .config(config)
                .transport(transport)
                .callLog(log::add)
                .build();
    }

    /**
     * What came of a call.
     *
     * @param received by the service, whole messages
     */
    record Exchange(HttpReply.Answer answer, Duration took, List<String> received) {}

    Exchange exchange(FacadeCase.Sent sent) {
        Call call = Call.on(loop);
        CompletableFuture<HttpReply> stage =
                bridge.http().handle(call(sent, call)).toCompletableFuture();
        loop.runTasks();
        while (!stage.isDone() && call.elapsedNanos() < LONGEST.toNanos()) {
            loop.advance(Duration.ofMillis(1));
        }
        assertTrue(stage.isDone(), "the call was never answered");
        HttpReply.Answer answer = (HttpReply.Answer) stage.join();
        Duration took = Duration.ofNanos(call.elapsedNanos());
        assertTrue(call.end(answer.outcome()));
        assertSettled(answer);
        return new Exchange(answer, took, transport.received());
    }

    private static HttpCall call(FacadeCase.Sent sent, Call call) {
        String line = sent.line();
        int verbEnd = line.indexOf(' ');
        int targetEnd = line.lastIndexOf(" HTTP/1.");
        Headers.Builder headers = new Headers.Builder();
        for (String header : sent.headers()) {
            int colon = header.indexOf(':');
            headers.add(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        return new HttpCall(
                line.substring(0, verbEnd),
                line.substring(verbEnd + 1, targetEnd),
                line.charAt(line.length() - 1) - '0',
                headers.build(),
                HttpBody.of(Payload.of(FacadeCase.bytes(sent.body()))),
                call);
    }

    /** Nothing is left of a call, and the log has at most one line of it, without anything that the caller chose. */
    private void assertSettled(HttpReply.Answer answer) {
        assertEquals(0, bridge.inFlight());
        assertFalse(loop.hasTimeouts(), "a deadline still runs");
        assertEquals(answer.outcome().isSuccess() ? 0 : 1, log.size());
        for (CallLine line : log) {
            assertEquals(answer.outcome().label(), line.outcome());
            assertTrue(line.detail().chars().noneMatch(Character::isISOControl), line::detail);
            assertTrue(line.detail().length() < 300, line::detail);
        }
    }
}
