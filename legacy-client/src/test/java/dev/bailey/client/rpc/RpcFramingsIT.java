package dev.bailey.client.rpc;

import static dev.bailey.client.rpc.Ends.assertAccepted;
import static dev.bailey.client.rpc.Ends.assertResult;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.client.testing.Asked;
import dev.bailey.client.testing.Peer;
import dev.bailey.client.testing.RpcCaller;
import dev.bailey.client.testing.Script;
import dev.bailey.client.testing.ScriptedService;
import dev.bailey.client.testing.ServiceSettings;
import dev.bailey.config.Framing;
import dev.bailey.config.FramingPair;
import dev.bailey.config.ServiceConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every framing, over real sockets. */
class RpcFramingsIT {

    @TempDir
    Path folder;

    private static ServiceConfig config(ScriptedService service, FramingPair framing) {
        return ServiceSettings.framing(ServiceSettings.jsonrpc(service.url()), framing.read(), framing.write());
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void everyFramingCarriesCallsBothWays(Framing framing) throws Exception {
        FramingPair pair = new FramingPair(framing, framing);
        try (ScriptedService service = ScriptedService.tcp(pair, Script.echoing());
                RpcCaller caller = RpcCaller.of(config(service, pair))) {
            String tricky = "{\"}\":\"\\\"}]\\\\\",\"ü\":[[],{}, 1e5]}";
            assertResult(tricky, caller.call("a", tricky));
            assertAccepted(caller.tell("b", "[1]"));
            String large = "[\"" + "x".repeat(300_000) + "\"]";
            assertResult(large, caller.call("c", large));
            assertEquals(1, service.accepted());
        }
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void everyFramingStandsBeingDripped(Framing framing) throws Exception {
        Script script = peer -> {
            List<Asked> both = peer.asked(2);
            peer.drip(Peer.reply(both.get(1), "{\"b\":\"\\\"}\"}"));
            peer.drip(Peer.reply(both.get(0), "[\"ä\"]"));
            peer.readToEnd();
        };
        FramingPair pair = new FramingPair(framing, framing);
        try (ScriptedService service = ScriptedService.tcp(pair, script);
                RpcCaller caller = RpcCaller.of(config(service, pair))) {
            RpcCaller.Open first = caller.call("a", "");
            RpcCaller.Open second = caller.call("b", "");
            assertResult("[\"ä\"]", first);
            assertResult("{\"b\":\"\\\"}\"}", second);
        }
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void inEveryFramingAnAnswerThatIsCutOffIsABadReplyForItsCallOnly(Framing framing) throws Exception {
        Script script = peer -> {
            List<Asked> both = peer.asked(2);
            String reply = Peer.reply(both.get(1), "[1,2,3,4,5,6]");
            peer.sayBeginning(reply, peer.frame(reply).length - 5);
        };
        FramingPair pair = new FramingPair(framing, framing);
        try (ScriptedService service = ScriptedService.tcp(pair, script);
                RpcCaller caller = RpcCaller.of(config(service, pair))) {
            RpcCaller.Open other = caller.call("a", "");
            RpcCaller.Open cutOff = caller.call("b", "");
            Ends.assertFailed(FailureKind.BAD_REPLY, Delivery.ANSWERED, cutOff);
            Ends.assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, other);
        }
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void inEveryFramingADeadlineInTheMiddleOfItsAnswerClosesTheConnection(Framing framing) throws Exception {
        Script first = peer -> {
            List<Asked> both = peer.asked(2);
            String reply = Peer.reply(both.get(0), "[1,2,3,4,5,6]");
            peer.sayBeginning(reply, peer.frame(reply).length - 5);
            peer.readToEnd();
        };
        FramingPair pair = new FramingPair(framing, framing);
        try (ScriptedService service = ScriptedService.tcp(pair, Script.firstThen(first, Script.echoing()));
                RpcCaller caller = RpcCaller.of(config(service, pair))) {
            caller.await("a connection", gauges -> gauges.idleConnections() == 1);
            RpcCaller.Open half = caller.call("a", "", Duration.ofMillis(300));
            RpcCaller.Open other = caller.call("b", "");
            Ends.assertFailed(FailureKind.TIMEOUT, Delivery.UNKNOWN, half);
            Ends.assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, other);
        }
    }

    @Test
    void readingAndWritingMayDiffer() throws Exception {
        FramingPair pair = new FramingPair(Framing.CONCATENATED, Framing.CONTENT_LENGTH);
        try (ScriptedService service = ScriptedService.tcp(pair, Script.echoing());
                RpcCaller caller = RpcCaller.of(config(service, pair))) {
            assertResult("[1]", caller.call("a", "[1]"));
        }
    }

    @Test
    void lineBreaksBetweenTokensBecomeSpacesWhereALineIsAMessage() throws Exception {
        for (Framing framing : List.of(Framing.NEWLINE, Framing.CRLF)) {
            FramingPair pair = new FramingPair(framing, framing);
            try (ScriptedService service = ScriptedService.tcp(pair, Script.echoing());
                    RpcCaller caller = RpcCaller.of(config(service, pair))) {
                assertResult("{ \"a\":  [1, 2] }", caller.call("a", "{\n\"a\":\r\n[1,\n2]\n}"));
            }
        }
    }

    @Test
    void aUnixSocketDoesAsWell() throws Exception {
        Path socket = folder.resolve("service.sock");
        FramingPair pair = new FramingPair(Framing.CONCATENATED, Framing.CONCATENATED);
        try (ScriptedService service = ScriptedService.unix(socket, pair, Script.echoing());
                RpcCaller caller = RpcCaller.of(config(service, pair))) {
            assertResult("[1]", caller.call("a", "[1]"));
            String large = "[\"" + "x".repeat(300_000) + "\"]";
            assertResult(large, caller.call("c", large));
        }
    }

    @Test
    void aUnixSocketThatIsNotThereIsUnavailable() throws Exception {
        Path socket = folder.resolve("gone.sock");
        ScriptedService service = ScriptedService.unix(socket, FramingPair.DEFAULT, Script.echoing());
        service.stop();
        try (RpcCaller caller = RpcCaller.of(config(service, FramingPair.DEFAULT))) {
            Ends.assertFailed(FailureKind.UNAVAILABLE, Delivery.NOT_SENT, caller.call("a", ""));
        }
    }
}
