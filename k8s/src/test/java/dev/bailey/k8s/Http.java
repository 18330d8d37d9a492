package dev.bailey.k8s;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A caller on the loopback. */
final class Http {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** Where nobody listens. */
    static final int REFUSED = 0;

    private Http() {}

    /** Between two looks at something that is awaited: a loop without it would take the CPU from what it waits for. */
    static void pause() {
        LockSupport.parkNanos(5_000_000);
    }

    /** The status of a GET, or {@link #REFUSED}. */
    static int status(int port, String target) throws IOException, InterruptedException {
        try {
            return get(port, target).statusCode();
        } catch (ConnectException e) {
            return REFUSED;
        }
    }

    static HttpResponse<String> get(int port, String target) throws IOException, InterruptedException {
        return CLIENT.send(request(port, target).build(), BodyHandlers.ofString());
    }

    static HttpResponse<String> post(int port, String target, String json) throws IOException, InterruptedException {
        HttpRequest request = request(port, target)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    /** A GET whose answer may take its time. */
    static CompletableFuture<HttpResponse<String>> begin(int port, String target) {
        return CLIENT.sendAsync(request(port, target).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(int port, String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .timeout(Duration.ofSeconds(60));
    }
}
