package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bailey.call.Call;
import dev.bailey.call.FailureException;
import dev.bailey.http.CheckingHttp;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the sidecar's edge refuses as it reads, a host may hand over: callers are told the same words of it. */
final class OneFaultOneTextTest {
    private static final int MAX_URI = 64;

    record Head(int version, String target, List<String> fields) {}

    static List<Head> heads() {
        return List.of(
                new Head(1, "/" + "a".repeat(MAX_URI), List.of()),
                new Head(1, "/", Collections.nCopies(64, "X: y")),
                new Head(1, "/", List.of("Transfer-Encoding: gzip, chunked")),
                new Head(1, "/", List.of("Transfer-Encoding: chunked", "Transfer-Encoding: chunked")),
                new Head(0, "/", List.of("Transfer-Encoding: chunked")),
                new Head(1, "/", List.of("Transfer-Encoding: chunked", "Content-Length: 1")),
                new Head(1, "/", List.of("Transfer-Encoding: chunked", "Content-Length: x")),
                new Head(1, "/", List.of("Content-Length: 1", "Content-Length: 1")),
                new Head(1, "/", List.of("Content-Length: +1")));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void theEdgeAndTheBridgeSayTheSame(Head head) {
        assertEquals(atTheEdge(head), inProcess(head));
    }

    private static String atTheEdge(Head head) {
        StringBuilder text =
                new StringBuilder("POST " + head.target() + " HTTP/1." + head.version() + "\r\nHost: a\r\n");
        head.fields().forEach(field -> text.append(field).append("\r\n"));
        byte[] bytes = text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        Input in = new Input();
        in.array = bytes;
        in.limit = bytes.length;
        FailureException refused = assertThrows(FailureException.class, () -> new HeadReader(MAX_URI, 8192).read(in));
        return refused.failure().kind() + " " + refused.failure().detail();
    }

    private static String inProcess(Head head) {
        Headers.Builder headers = new Headers.Builder().add("Host", "a");
        for (String field : head.fields()) {
            int colon = field.indexOf(':');
            headers.add(field.substring(0, colon), field.substring(colon + 2));
        }
        HttpCall call = new HttpCall(
                "POST", head.target(), head.version(), headers.build(), HttpBody.NONE, Call.on(new VirtualLoop()));
        HttpReply reply = new CheckingHttp(MAX_URI, passed -> new CompletableFuture<>())
                .handle(call)
                .toCompletableFuture()
                .join();
        HttpReply.Failed refused = (HttpReply.Failed) reply;
        return refused.failure().kind() + " " + refused.failure().detail();
    }
}
