package dev.bailey.sidecar.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Calls of every kind, each checked by its status or answer: a training that failed would go unseen. */
final class TrainingTraffic {
    private static final int TIMES = 20;
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final String JSON = "application/json";

    private final Map<String, Integer> ports;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param ports of the edges http, admin and rpc */
    TrainingTraffic(Map<String, Integer> ports) {
        this.ports = ports;
    }

    void play() throws IOException, InterruptedException {
        for (int i = 0; i < TIMES; i++) {
            facade();
            others();
            failures();
        }
        rpc();
        pages();
    }

    private void facade() throws IOException, InterruptedException {
        get("http", "/ads/7?lang=fr", 200);
        post("/ads/7/moderation", JSON, "{\"state\":\"refused\",\"note\":\"caf\\u00e9\"}", 201);
        post("/ads/7/views", JSON, "", 202);
    }

    private void others() throws IOException, InterruptedException {
        get("http", "/web/7", 200);
        post("/web", JSON, "{\"title\":\"x\"}", 200);
        post("/rpc", JSON, call("ads.get", "{\"id\":7}"), 200);
        post("/rpc", JSON, "[" + call("ads.get", "{\"id\":7}") + "," + call("web.ad", "{\"id\":\"7\"}") + "]", 200);
    }

    private void failures() throws IOException, InterruptedException {
        get("http", "/ads/8", 500);
        get("http", "/ads/seven", 400);
        get("http", "/nowhere", 404);
        get("http", "/search", 405);
        get("http", "/nobody", 502, 503);
        post("/ads/8/moderation", JSON, "{}", 404);
        post("/search", JSON, "{\"words\":\"x\"}", 501);
        post("/find", JSON, "{\"words\":\"x\",\"more\":[1,2]}", 501);
        post("/family/family.walk", JSON, "{}", 501);
        post("/search", "text/plain", "x", 415);
        post("/search", JSON, "{", 400);
        post("/rpc", JSON, "{", 200);
    }

    private void rpc() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port("rpc"));
                BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            for (int i = 0; i < TIMES; i++) {
                ask(socket, in, call("ads.get", "{\"id\":7}"), "\"price\":120.50");
                ask(socket, in, call("web.ad", "{\"id\":\"7\"}"), "\"result\":{\"id\":7}");
                ask(socket, in, call("no.such", "{}"), "-32601");
                ask(socket, in, "[" + call("ads.get", "{\"id\":8}") + "]", "-32001");
            }
        }
    }

    private void pages() throws IOException, InterruptedException {
        List<String> pages =
                List.of("/livez", "/startupz", "/readyz", "/readyz?verbose", "/routes", "/config", "/metrics");
        for (int i = 0; i < TIMES; i++) {
            for (String page : pages) {
                get("admin", page, 200);
            }
        }
        get("admin", "/nothing", 404);
    }

    private static String call(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    private static void ask(Socket socket, BufferedReader in, String line, String expected) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
        String answer = in.readLine();
        if (answer == null || !answer.contains(expected)) {
            throw new IOException("the training run answered " + line + " with " + answer);
        }
    }

    private void get(String edge, String target, Integer... expected) throws IOException, InterruptedException {
        send(request(edge, target).GET().build(), expected);
    }

    private void post(String target, String type, String body, Integer... expected)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request("http", target).header("X-Tenant", "training");
        if (!body.isEmpty()) {
            request.header("Content-Type", type);
        }
        send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build(), expected);
    }

    private HttpRequest.Builder request(String edge, String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port(edge) + target))
                .timeout(Duration.ofMillis(TIMEOUT_MILLIS));
    }

    private void send(HttpRequest request, Integer... expected) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        if (!List.of(expected).contains(response.statusCode())) {
            throw new IOException("the training run answered " + request.method() + " " + request.uri() + " with "
                    + response.statusCode() + " " + response.body());
        }
    }

    private int port(String edge) {
        Integer port = ports.get(edge);
        if (port == null) {
            throw new IllegalStateException("the training run opened no " + edge + " edge");
        }
        return port;
    }
}
