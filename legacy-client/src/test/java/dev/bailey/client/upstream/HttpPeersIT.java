package dev.bailey.client.upstream;

import static dev.bailey.client.upstream.HttpEnds.assertAnswer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.client.testing.HttpCaller;
import dev.bailey.client.testing.ServiceSettings;
import dev.bailey.config.ServiceUrl;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpReply;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that others wrote. */
class HttpPeersIT {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");

    @TempDir
    Path folder;

    private static HttpCaller caller(int port, String basePath) {
        return HttpCaller.of(ServiceSettings.http(new ServiceUrl.Http("http", "127.0.0.1", port, basePath)));
    }

    @Test
    void theJdksServer() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("X-Verb", exchange.getRequestMethod());
            // 0: chunked
            exchange.sendResponseHeaders(200, exchange.getRequestURI().getQuery() == null ? body.length : 0);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/api/gone", exchange -> {
            exchange.sendResponseHeaders(410, -1);
            exchange.close();
        });
        server.start();
        try (HttpCaller caller = caller(server.getAddress().getPort(), "/api")) {
            String body = "{\"text\": \"" + "é".repeat(50_000) + "\"}";
            for (int i = 0; i < 20; i++) {
                String target = i % 2 == 0 ? "/echo" : "/echo?chunked";
                HttpReply.Answer answer = assertAnswer(200, body, caller.send("PUT", target, Headers.NONE, body));
                assertEquals("PUT", answer.headers().first("X-Verb"));
                assertAnswer(410, "", caller.get("/gone"));
                assertEquals(404, ((HttpReply.Answer) caller.get("/other").end()).status());
            }
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nginx() throws Exception {
        boolean required = "required".equals(System.getenv("BAILEY_PEERS"));
        Assumptions.assumeTrue(required || Files.isExecutable(NGINX), "Debian's nginx is not here");
        int port = freePort();
        Path site = Files.createDirectory(folder.resolve("site"));
        String large = "0123456789".repeat(100_000);
        Files.writeString(site.resolve("large.txt"), large);
        Path config = Files.writeString(folder.resolve("nginx.conf"), config(port, site));
        Process nginx = new ProcessBuilder(NGINX.toString(), "-p", folder.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try (HttpCaller caller = caller(port, "")) {
            awaitListening(port, nginx);
            for (int i = 0; i < 20; i++) {
                HttpReply.Answer answer = assertAnswer(200, large, caller.get("/large.txt"));
                assertEquals("text/plain", answer.headers().first("Content-Type"));
                HttpReply.Answer head = assertAnswer(200, "", caller.send("HEAD", "/large.txt", Headers.NONE, ""));
                assertEquals(large.length(), head.contentLength(true));
                assertAnswer(200, "posted", caller.send("POST", "/posted", Headers.NONE, "x"));
                assertAnswer(204, "", caller.get("/empty"));
                HttpReply.Answer moved = (HttpReply.Answer) caller.get("/moved").end();
                assertEquals(302, moved.status());
                assertEquals(404, ((HttpReply.Answer) caller.get("/none").end()).status());
            }
            // nginx's 444: hangs up without a word
            HttpEnds.assertFailed(FailureKind.UNAVAILABLE, Delivery.UNKNOWN, caller.get("/hangup"));
            assertAnswer(204, "", caller.get("/empty"));
        } finally {
            nginx.destroy();
            assertTrue(nginx.waitFor(20, TimeUnit.SECONDS));
        }
    }

    private String config(int port, Path site) {
        return "daemon off;\nmaster_process off;\npid " + folder + "/pid;\nerror_log stderr;\nevents {}\nhttp {\n"
                + "  access_log off;\n  types { text/plain txt; }\n  client_body_temp_path " + folder + "/body;\n"
                + "  proxy_temp_path " + folder + "/proxy;\n  fastcgi_temp_path " + folder + "/fastcgi;\n"
                + "  uwsgi_temp_path " + folder + "/uwsgi;\n  scgi_temp_path " + folder + "/scgi;\n"
                + "  keepalive_requests 7;\n"
                + "  server {\n    listen 127.0.0.1:" + port + ";\n    root " + site + ";\n"
                + "    location = /posted { return 200 posted; }\n    location = /empty { return 204; }\n"
                + "    location = /moved { return 302 /large.txt; }\n    location = /hangup { return 444; }\n  }\n}\n";
    }

    /** nginx cannot be told to choose one. */
    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitListening(int port, Process nginx) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (nginx.isAlive() && System.nanoTime() < end) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (ConnectException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("nginx does not listen: " + Files.readString(folder.resolve("said")));
    }
}
