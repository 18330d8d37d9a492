package dev.bailey.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.Bridge;
import dev.bailey.config.BridgeConfig;
import dev.bailey.rpc.RpcHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/embedding.md: what it says of servlet containers is in here, word for word, and runs. */
final class EmbeddingDocIT {
    private static final String ROUTES = """
            services: {moderation: {url: "tcp://127.0.0.1:4000"}}
            routes: [{rpc: ads.get, http: "GET /ads/{id}", service: moderation}]
            """;

    /** What an owner has already. */
    private static final class OwnDispatcher {
        byte[] handle(byte[] message) {
            String asked = new String(message, UTF_8);
            String id = asked.replaceAll(".*\"id\":(\\d+),\"method.*", "$1");
            return ("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + asked.contains("ads.get") + "}")
                    .getBytes(UTF_8);
        }
    }

    @Test
    void inAServletContainer(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("bailey.yaml"), ROUTES);
        OwnDispatcher dispatcher = new OwnDispatcher();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Bridge bridge = Bridge.builder()
                .config(BridgeConfig.load(folder.resolve("bailey.yaml")))
                .service("moderation", RpcHandler.of(bytes -> dispatcher.handle(bytes)))
                .meterRegistry(registry) // optional: Micrometer
                .build();
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder bailey =
                new ServletHolder(new BaileyServlet(bridge)); // Jetty's; addServlet of a ServletContext is the same
        bailey.setAsyncSupported(true);
        context.addServlet(bailey, "/ads/*");
        server.setHandler(context);
        server.start();
        URI ad = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/ads/7");
        HttpRequest get =
                HttpRequest.newBuilder(ad).timeout(Duration.ofSeconds(20)).build();
        assertEquals(
                "true",
                HttpClient.newHttpClient()
                        .send(get, HttpResponse.BodyHandlers.ofString())
                        .body());
        server.stop();
        bridge.close();
        assertTrue(registry.get("bailey.calls").tag("route", "ads.get").timer().count() == 1);
    }
}
