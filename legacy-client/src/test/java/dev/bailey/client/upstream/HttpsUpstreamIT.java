package dev.bailey.client.upstream;

import static dev.bailey.client.upstream.HttpEnds.assertAnswer;
import static dev.bailey.client.upstream.HttpEnds.assertFailed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.client.testing.HttpCaller;
import dev.bailey.client.testing.ServiceSettings;
import dev.bailey.config.ServiceUrl;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP over TLS: only with a certificate that is trusted and names the host, and never a cut answer that looks whole. */
class HttpsUpstreamIT {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String SECRET = "changeit";
    private static final String DISTRUST =
            "no secure connection to the service could be made: its certificate is not trusted, or is not for this host";

    @TempDir
    static Path folder;

    private static SSLContext tls;
    private static ServerSocket server;

    @BeforeAll
    static void serve() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
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
                        keys.toString(),
                        "-storepass",
                        SECRET,
                        "-keypass",
                        SECRET))
                .inheritIO()
                .start();
        assertEquals(0, keytool.waitFor());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, SECRET.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, SECRET.toCharArray());
        tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread accepting = new Thread(HttpsUpstreamIT::accept, "https-service");
        accepting.setDaemon(true);
        accepting.start();
    }

    private static void accept() {
        while (!server.isClosed()) {
            try (Socket plain = server.accept();
                    SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, false)) {
                answer(plain, socket);
            } catch (IOException gone) {
                // the caller hung up, or the test is over
            }
        }
    }

    private static void answer(Socket plain, SSLSocket socket) throws IOException {
        byte[] request = new byte[4096];
        String asked = "";
        while (!asked.endsWith("\r\n\r\n")) {
            int read = socket.getInputStream().read(request);
            if (read < 0) {
                return;
            }
            asked += new String(request, 0, read, StandardCharsets.ISO_8859_1);
        }
        socket.getOutputStream()
                .write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nsafe".getBytes(StandardCharsets.ISO_8859_1));
        if (asked.startsWith("GET /cut")) {
            // the end of the connection without the end of TLS
            plain.shutdownOutput();
            while (plain.getInputStream().read(request) >= 0) {
                // until the caller closes too
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @AfterEach
    void distrust() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE + "Password");
    }

    private static void trust() {
        System.setProperty(TRUST_STORE + "Password", SECRET);
        System.setProperty(TRUST_STORE, folder.resolve("keys.p12").toString());
    }

    private static HttpCaller caller(String host) {
        return HttpCaller.of(ServiceSettings.http(new ServiceUrl.Http("https", host, server.getLocalPort(), "")));
    }

    @Test
    void aTrustedServiceIsCalled() throws Exception {
        trust();
        try (HttpCaller caller = caller("localhost")) {
            assertAnswer(200, "safe", caller.get("/"));
        }
    }

    @Test
    void aBodyThatTlsDoesNotEndIsCut() throws Exception {
        trust();
        try (HttpCaller caller = caller("localhost")) {
            assertFailed(FailureKind.BAD_REPLY, Delivery.ANSWERED, caller.get("/cut"));
        }
    }

    @Test
    void anotherHostsCertificateIsNone() throws Exception {
        trust();
        try (HttpCaller caller = caller("127.0.0.1")) {
            assertEquals(DISTRUST, assertFailed(FailureKind.UNAVAILABLE, Delivery.NOT_SENT, caller.get("/")));
        }
    }

    @Test
    void aCertificateThatNobodyTrustsIsNone() throws Exception {
        try (HttpCaller caller = caller("localhost")) {
            assertEquals(DISTRUST, assertFailed(FailureKind.UNAVAILABLE, Delivery.NOT_SENT, caller.get("/")));
        }
    }
}
