package dev.bailey.load.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.Bridge;
import dev.bailey.config.ConfigLoader;
import dev.bailey.vertx.BaileyHandler;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * The built-in service's process: one event loop; HTTP by hand (direct), HTTP by a bridge in this process (in-process), and
 * JSON-RPC over TCP (for the sidecar). Prints its ports when it is ready, and ends with its parent.
 */
public final class ServiceMain {
    private static final String HOST = "127.0.0.1";

    private ServiceMain() {}

    /**
     * Arguments: the ports of direct, in-process, JSON-RPC and control, 0 for any; milliseconds by which in-process answers are
     * held back on purpose.
     */
    public static void main(String[] args) throws IOException {
        List<Integer> ports =
                List.of(args).subList(0, 4).stream().map(Integer::parseInt).toList();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        Ads ads = new Ads(vertx);
        RpcMethods methods = new RpcMethods(ads);
        InProcessService inProcess = new InProcessService(methods, vertx, Long.parseLong(args[4]));
        Future.all(
                        http(vertx, new PlainHttp(ads), ports.get(0)),
                        http(vertx, BaileyHandler.create(vertx, bridge(inProcess)), ports.get(1)),
                        vertx.createNetServer()
                                .connectHandler(new LegacyRpc(methods))
                                .listen(ports.get(2), HOST)
                                .map(server -> server.actualPort()),
                        http(vertx, control(ads), ports.get(3)))
                .onSuccess(listening -> System.out.println("ready "
                        + String.join(
                                " ",
                                listening.list().stream().map(String::valueOf).toList())))
                .onFailure(failure -> {
                    System.err.println("cannot listen: " + failure.getMessage());
                    Runtime.getRuntime().halt(1);
                });
        endWithParent();
    }

    /** The service's own bridge, as a team would embed it. */
    private static Bridge bridge(InProcessService service) throws IOException {
        return Bridge.builder()
                .config(ConfigLoader.load("in-process.yaml", resource("in-process.yaml"), Map.of()))
                .service("ads", service)
                .build();
    }

    private static Future<Integer> http(Vertx vertx, Handler<HttpServerRequest> handler, int port) {
        return vertx.createHttpServer()
                .requestHandler(handler)
                .listen(port, HOST)
                .map(server -> server.actualPort());
    }

    /** {@code GET /slow/50}: every call takes 50 ms longer from now on. */
    private static Handler<HttpServerRequest> control(Ads ads) {
        return request -> {
            String path = request.path();
            ads.slowDown(Long.parseLong(path.substring(path.lastIndexOf('/') + 1)));
            request.response().end();
        };
    }

    /** A resource beside this class. */
    public static String resource(String name) throws IOException {
        try (InputStream in = ServiceMain.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the build left out the resource '" + name + "'");
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /** The parent holds our standard input open; when it ends, so do we. */
    private static void endWithParent() throws IOException {
        while (System.in.read() >= 0) {
            // nothing is ever sent
        }
        Runtime.getRuntime().halt(0);
    }
}
