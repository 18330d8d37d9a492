package dev.bailey.vertx;

import dev.bailey.conformance.FacadeCase;
import dev.bailey.conformance.HostKit;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The facade table over a handler on a Vert.x server of a host. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VertxConformanceIT {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<BaileyHandler> serving = new AtomicReference<>();
    private final HostKit kit = new HostKit("vertx", bridge -> serving.set(BaileyHandler.create(vertx, bridge)));
    private final InetSocketAddress address;

    VertxConformanceIT() throws Exception {
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(8192))
                .requestHandler(request -> Objects.requireNonNull(serving.get()).handle(request));
        RunningEdge.get(server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture());
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort());
    }

    @AfterAll
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        kit.close();
    }

    static Stream<FacadeCase> cases() {
        return HostKit.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aHostOnVertxAnswersAsTheSidecarDoes(FacadeCase it) throws IOException {
        kit.check(it, address);
    }
}
