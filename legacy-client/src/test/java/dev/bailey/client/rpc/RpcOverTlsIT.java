package dev.bailey.client.rpc;

import static dev.bailey.client.rpc.Ends.assertFailed;
import static dev.bailey.client.rpc.Ends.assertResult;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.client.testing.RpcCaller;
import dev.bailey.client.testing.ServiceSettings;
import dev.bailey.config.ServiceUrl;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JksOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON-RPC over https: only with a certificate that is trusted and names the host. */
class RpcOverTlsIT {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String SECRET = "changeit";

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    private int port;

    @BeforeEach
    void serve() throws Exception {
        Path keys = folder.resolve("keys.p12");
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "service",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                keys.toString());
        HttpServer server = vertx.createHttpServer(new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(new JksOptions().setPath(keys.toString()).setPassword(SECRET)));
        server.requestHandler(request -> request.response().end("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"safe\"}"));
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterEach
    void stop() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE + "Password");
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void keytool(String... arguments) throws Exception {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        ProcessBuilder command = new ProcessBuilder(tool.toString());
        command.command().addAll(List.of(arguments));
        command.command().addAll(List.of("-storepass", SECRET, "-keypass", SECRET));
        assertEquals(0, command.inheritIO().start().waitFor());
    }

    private void trust() {
        System.setProperty(TRUST_STORE + "Password", SECRET);
        System.setProperty(TRUST_STORE, folder.resolve("keys.p12").toString());
    }

    private RpcCaller caller(String host) {
        ServiceUrl url = new ServiceUrl.Http("https", host, port, "");
        return RpcCaller.of(ServiceSettings.jsonrpc(url));
    }

    @Test
    void aTrustedServiceIsCalled() throws Exception {
        trust();
        try (RpcCaller caller = caller("localhost")) {
            assertResult("\"safe\"", caller.call("a", ""));
        }
    }

    @Test
    void anotherHostsCertificateIsNone() throws Exception {
        trust();
        try (RpcCaller caller = caller("127.0.0.1")) {
            String detail = assertFailed(FailureKind.UNAVAILABLE, Delivery.NOT_SENT, caller.call("a", ""));
            assertEquals(
                    "no secure connection to the service could be made: its certificate is not trusted, or is not for this host",
                    detail);
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsNone() throws Exception {
        try (RpcCaller caller = caller("localhost")) {
            assertFailed(FailureKind.UNAVAILABLE, Delivery.NOT_SENT, caller.call("a", ""));
        }
    }
}
