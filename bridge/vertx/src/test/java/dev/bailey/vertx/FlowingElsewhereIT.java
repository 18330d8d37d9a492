package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.config.Framing;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that flow in the directions other than the facade over TCP, over real sockets. */
@Timeout(60)
class FlowingElsewhereIT {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    private static String config(String url, String more) {
        return "services:\n"
                + "  s: {url: '" + url + "', timeout: 5s, " + more + "}\n"
                + "defaults: {service: s}\n"
                + "routes:\n"
                + "  - {rpc: all, http: GET /all, stream: true}\n"
                + "  - {rpc: items, http: GET /items, stream: true, result: items}\n"
                + "  - {rpc: small, http: GET /small}\n";
    }

    /** Answers each line, in two parts; the second once somebody has seen the first. */
    private static RawService rpc(CountDownLatch seen, String first, String second) throws Exception {
        return new RawService(connection -> {
            for (var line = connection.line(); line != null; line = connection.line()) {
                long id = RawService.idOf(line);
                if (line.contains("small")) {
                    connection.sends("{\"result\":7,\"id\":" + id + "}\n");
                } else {
                    connection.sends(first.replace("$", Long.toString(id)));
                    await(seen);
                    connection.sends(second.replace("$", Long.toString(id)));
                }
            }
        });
    }

    /** Answers each request over HTTP with what is between the parts, which come one after the other. */
    private static RawService http(CountDownLatch seen, String first, String second) throws Exception {
        return new RawService(connection -> {
            for (String request = connection.http(); !request.isEmpty(); request = connection.http()) {
                String id = Long.toString(RawService.idOf(request));
                connection.sends(first.replace("$", id));
                await(seen);
                connection.sends(second.replace("$", id));
                if (!first.contains("chunked") && !first.contains("Content-Length")) {
                    return;
                }
            }
        });
    }

    private static void await(CountDownLatch seen) {
        try {
            seen.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RunningBridge toTcp(RawService service) throws Exception {
        return new RunningBridge(config("tcp://127.0.0.1:" + service.port(), "version: '2.0'"));
    }

    private static RunningBridge toHttp(RawService service, String protocol) throws Exception {
        return new RunningBridge(config("http://127.0.0.1:" + service.port(), "protocol: " + protocol));
    }

    private static String chunked(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }

    // ---- relay

    @ParameterizedTest
    @EnumSource(
            value = Framing.class,
            names = {"NEWLINE", "CRLF", "NUL", "CONCATENATED"})
    void framingsThatHaveNoLengthFlow(Framing framing) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawService service = rpc(seen, "{\"result\":[1, \"a\",\r", "2],\"id\":$}\n");
                RunningBridge bridge = toTcp(service);
                RawCaller caller = bridge.rpcCaller(framing)) {
            caller.sends("{\"jsonrpc\":\"2.0\",\"method\":\"all\",\"id\":\"x\"}\n");
            boolean lines = framing == Framing.NEWLINE || framing == Framing.CRLF;
            assertEquals(
                    "{\"jsonrpc\":\"2.0\",\"result\":[1, \"a\"," + (lines ? " " : "\r"),
                    caller.upTo(lines ? "\"a\", " : "\r"));
            // answered after the flow, which has begun
            caller.sends("{\"jsonrpc\":\"2.0\",\"method\":\"small\",\"id\":9}\n");
            seen.countDown();
            String end =
                    switch (framing) {
                        case NEWLINE -> "\n";
                        case CRLF -> "\r\n";
                        case NUL -> "\0";
                        default -> "";
                    };
            assertEquals(
                    "2],\"id\":\"x\"}" + end + "{\"jsonrpc\":\"2.0\",\"result\":7,\"id\":9}", caller.upTo("\"id\":9}"));
        }
    }

    @Test
    void callersOf10GetTheirShape() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawService service = rpc(seen, "{\"result\":[1", ",2],\"id\":$}\n");
                RunningBridge bridge = toTcp(service);
                RawCaller caller = bridge.rpcCaller(Framing.NEWLINE)) {
            caller.sends("{\"method\":\"all\",\"params\":[],\"id\":[1]}\n");
            assertEquals("{\"result\":[1", caller.upTo("[1"));
            seen.countDown();
            assertEquals(",2],\"error\":null,\"id\":[1]}\n", caller.upTo("\n"));
            assertEquals("ok", bridge.outcome());
        }
    }

    @ParameterizedTest
    @CsvSource({"NETSTRING, '43:', ','", "CONTENT_LENGTH, 'Content-Length: 43\r\n\r\n', ''"})
    void framingsWithTheLengthFirstGetItWhole(Framing framing, String before, String behind) throws Exception {
        CountDownLatch none = new CountDownLatch(0);
        try (RawService service = rpc(none, "{\"result\":[1", ",2],\"id\":$}\n");
                RunningBridge bridge = toTcp(service);
                RawCaller caller = bridge.rpcCaller(framing)) {
            caller.sends("{\"jsonrpc\":\"2.0\",\"method\":\"all\",\"id\":12345}\n");
            String whole = "{\"jsonrpc\":\"2.0\",\"result\":[1,2],\"id\":12345}";
            assertEquals(before + whole + behind, caller.upTo(whole + behind));
        }
    }

    @Test
    void answersInABatchAreWhole() throws Exception {
        CountDownLatch none = new CountDownLatch(0);
        try (RawService service = rpc(none, "{\"result\":[1", ",2],\"id\":$}\n");
                RunningBridge bridge = toTcp(service);
                RawCaller caller = bridge.rpcCaller(Framing.NEWLINE)) {
            caller.sends("[{\"jsonrpc\":\"2.0\",\"method\":\"all\",\"id\":1}]\n");
            assertEquals("[{\"jsonrpc\":\"2.0\",\"result\":[1,2],\"id\":1}]\n", caller.upTo("\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"]}\n", "],\"id\":1,\"error\":3}\n", "],,\n"})
    void aCutFlowClosesAnRpcCaller(String rest) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawService service = rpc(seen, "{\"result\":[1", rest);
                RunningBridge bridge = toTcp(service);
                RawCaller caller = bridge.rpcCaller(Framing.NEWLINE)) {
            caller.sends("{\"jsonrpc\":\"2.0\",\"method\":\"all\",\"id\":1}\n");
            caller.upTo("[1");
            seen.countDown();
            assertFalse(caller.toTheEnd().text().contains("\n"));
            assertEquals("bad_reply", bridge.outcome());
        }
    }

    @Test
    void flowsOfOneCallerComeOneAfterTheOther() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawService service = rpc(seen, "{\"result\":[1", ",2],\"id\":$}\n");
                RunningBridge bridge = toTcp(service);
                RawCaller caller = bridge.rpcCaller(Framing.NEWLINE)) {
            for (int i = 0; i < 3; i++) {
                caller.sends("{\"jsonrpc\":\"2.0\",\"method\":\"all\",\"id\":1}\n");
            }
            caller.upTo("[1");
            seen.countDown();
            assertEquals(",2],\"id\":1}\n", caller.upTo("\n"));
            assertEquals("{\"jsonrpc\":\"2.0\",\"result\":[1,2],\"id\":1}\n", caller.upTo("\n"));
            assertEquals("{\"jsonrpc\":\"2.0\",\"result\":[1,2],\"id\":1}\n", caller.upTo("\n"));
        }
    }

    @Test
    void postsAreAnsweredInChunks() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawService service = rpc(seen, "{\"result\":[1", ",2],\"id\":$}\n");
                RunningBridge bridge = toTcp(service);
                RawCaller caller = bridge.caller()) {
            String body = "{\"jsonrpc\":\"2.0\",\"method\":\"all\",\"id\":1}";
            caller.sends("POST /rpc HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body);
            assertTrue(caller.head().contains("Transfer-Encoding: chunked"));
            caller.upTo("[1\r\n");
            seen.countDown();
            assertEquals(
                    ",2],\"id\":1}", new String(caller.chunks(), StandardCharsets.UTF_8).replaceAll("^.*\\[1", ""));
            assertEquals("ok", bridge.outcome());
        }
    }

    // ---- a facade over POST

    @ParameterizedTest
    @ValueSource(strings = {"chunked", "length", "close"})
    void aReplyOverHttpFlowsHoweverItIsFramed(String framed) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        String first = "{\"result\":[1";
        String second = ",2],\"id\":$}";
        String headEnd =
                switch (framed) {
                    case "chunked" -> "Transfer-Encoding: chunked\r\n\r\n";
                    // the id has one digit
                    case "length" -> "Content-Length: " + (first.length() + second.length()) + "\r\n\r\n";
                    default -> "\r\n";
                };
        boolean chunked = framed.equals("chunked");
        try (RawService service = http(
                        seen,
                        HEAD + headEnd + (chunked ? chunked(first) : first),
                        chunked ? chunked(second.replace("$", "1")) + "0\r\n\r\n" : second);
                RunningBridge bridge = toHttp(service, "jsonrpc");
                RawCaller caller = bridge.caller().gets("/all")) {
            assertTrue(caller.head().startsWith("HTTP/1.1 200 OK\r\n"));
            caller.upTo("[1\r\n");
            seen.countDown();
            assertEquals(",2]", new String(caller.chunks(), StandardCharsets.UTF_8));
            assertEquals("ok", bridge.outcome());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"],\"id\":77}", "]}", "],,}", "],\"id\":1} {}"})
    void whatEndsBadlyOverHttpIsCut(String rest) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawService service = http(
                        seen,
                        HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunked("{\"result\":[1"),
                        chunked(rest) + "0\r\n\r\n");
                RunningBridge bridge = toHttp(service, "jsonrpc");
                RawCaller caller = bridge.caller().gets("/all")) {
            caller.upTo("[1\r\n");
            seen.countDown();
            assertTrue(caller.toTheEnd().reset());
            assertEquals("bad_reply", bridge.outcome());
        }
    }

    // ---- forward and reverse

    @Test
    void anHttpAnswerFlowsForwardUntouched() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawService service = http(
                        seen,
                        "HTTP/1.1 201 Created\r\nContent-Type: text/csv\r\nX-A: b\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + chunked("a,b\n"),
                        chunked("1,2\n") + "0\r\n\r\n");
                RunningBridge bridge = toHttp(service, "http");
                RawCaller caller = bridge.caller().gets("/all")) {
            String head = caller.head();
            assertTrue(head.startsWith("HTTP/1.1 201 Created\r\n"), head);
            assertTrue(head.contains("X-A: b\r\n") && head.contains("text/csv"), head);
            assertEquals("4\r\na,b\n\r\n", caller.upTo("b\n\r\n"));
            seen.countDown();
            assertEquals("1,2\n", new String(caller.chunks(), StandardCharsets.UTF_8));
            assertEquals("ok", bridge.outcome());
        }
    }

    @Test
    void anHttpAnswerThatIsCutResetsTheCaller() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawService service = new RawService(connection -> {
                    connection.http();
                    connection.sends(HEAD + "Content-Length: 100\r\n\r\n[1");
                    await(seen);
                });
                RunningBridge bridge = toHttp(service, "http");
                RawCaller caller = bridge.caller().gets("/all")) {
            caller.upTo("[1\r\n");
            seen.countDown();
            assertTrue(caller.toTheEnd().reset());
            assertEquals("bad_reply", bridge.outcome());
        }
    }

    @Test
    void anHttpErrorIsWhole() throws Exception {
        CountDownLatch none = new CountDownLatch(0);
        try (RawService service = http(none, "HTTP/1.1 404 Not Found\r\nContent-Length: 5\r\n\r\nno", "ne!");
                RunningBridge bridge = toHttp(service, "http");
                RawCaller caller = bridge.caller().gets("/all")) {
            String answer = caller.answer();
            assertTrue(answer.startsWith("HTTP/1.1 404 ") && answer.endsWith("\r\n\r\nnone!"), answer);
            assertEquals("http_error", bridge.outcome());
        }
    }

    @ParameterizedTest
    @CsvSource({"all, '[1', '[1'", "items, '[1', '{\"items\":[1'"})
    void anHttpAnswerFlowsBackToRpcCallers(String method, String sent, String begun) throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawService service = http(
                        seen,
                        HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunked("\n " + sent),
                        chunked(",\n2] \n") + "0\r\n\r\n");
                RunningBridge bridge = toHttp(service, "http");
                RawCaller caller = bridge.rpcCaller(Framing.NEWLINE)) {
            caller.sends("{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"id\":1}\n");
            assertEquals("{\"jsonrpc\":\"2.0\",\"result\":" + begun, caller.upTo("[1"));
            seen.countDown();
            assertEquals(", 2]" + (method.equals("all") ? "" : "}") + ",\"id\":1}\n", caller.upTo("\n"));
            assertEquals("ok", bridge.outcome());
        }
    }

    @Test
    void whatIsNoJsonBeforeItsFirstByteIsAnError() throws Exception {
        CountDownLatch none = new CountDownLatch(0);
        try (RawService service = http(
                        none,
                        HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunked(" x"),
                        chunked(",2]") + "0\r\n\r\n");
                RunningBridge bridge = toHttp(service, "http");
                RawCaller caller = bridge.rpcCaller(Framing.NEWLINE)) {
            caller.sends("{\"jsonrpc\":\"2.0\",\"method\":\"all\",\"id\":1}\n");
            String answer = caller.upTo("\n");
            assertTrue(answer.contains("\"code\":-32052") && answer.contains("cannot be read as JSON"), answer);
            assertEquals("bad_reply", bridge.outcome());
        }
    }

    @Test
    void whatIsNoJsonLaterClosesTheRpcCaller() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        try (RawService service = http(
                        seen,
                        HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunked("[1"),
                        chunked("] 2") + "0\r\n\r\n");
                RunningBridge bridge = toHttp(service, "http");
                RawCaller caller = bridge.rpcCaller(Framing.NEWLINE)) {
            caller.sends("{\"jsonrpc\":\"2.0\",\"method\":\"all\",\"id\":1}\n");
            caller.upTo("[1");
            seen.countDown();
            assertFalse(caller.toTheEnd().text().contains("\n"));
            assertEquals("bad_reply", bridge.outcome());
        }
    }

    @Test
    void textIsPutTogetherForRpcCallers() throws Exception {
        CountDownLatch none = new CountDownLatch(0);
        try (RawService service = http(
                        none,
                        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + chunked("a\""),
                        chunked("b") + "0\r\n\r\n");
                RunningBridge bridge = toHttp(service, "http");
                RawCaller caller = bridge.rpcCaller(Framing.NEWLINE)) {
            caller.sends("{\"jsonrpc\":\"2.0\",\"method\":\"all\",\"id\":1}\n");
            assertEquals("{\"jsonrpc\":\"2.0\",\"result\":\"a\\\"b\",\"id\":1}\n", caller.upTo("\n"));
        }
    }
}
