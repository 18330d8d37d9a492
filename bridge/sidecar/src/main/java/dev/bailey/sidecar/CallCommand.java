package dev.bailey.sidecar;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.OpenService;
import dev.bailey.call.Call;
import dev.bailey.call.EventLoop;
import dev.bailey.client.VertxTransport;
import dev.bailey.client.loop.VertxEventLoops;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigException;
import dev.bailey.config.ConfigLoader;
import dev.bailey.config.ServiceConfig;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.metrics.BridgeMetrics;
import dev.bailey.resilience.Deadlined;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcMethod;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import dev.bailey.sidecar.cli.Arguments;
import dev.bailey.sidecar.cli.Option;
import dev.bailey.sidecar.cli.Parameter;
import dev.bailey.sidecar.cli.Syntax;
import dev.bailey.sidecar.cli.UsageException;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Makes one JSON-RPC call over the same client that the bridge uses. */
final class CallCommand implements Command {
    private static final String SERVICE = "service";
    private static final Option FRAMING =
            Option.optional("", "--framing", "FRAMING", "newline unless said; as in the configuration");
    private static final Option VERSION =
            Option.optional("", "--version", "VERSION", "of JSON-RPC: 2.0 (unless said) or 1.0");
    private static final Option TIMEOUT =
            Option.optional("", "--timeout", "DURATION", "such as 500ms; 10s unless said");

    @Override
    public Syntax syntax() {
        return new Syntax(
                List.of(FRAMING, VERSION, TIMEOUT),
                List.of(
                        Parameter.required("URL", "tcp://host:port, unix:/path or http://host/path"),
                        Parameter.required("METHOD", "the method's name"),
                        Parameter.optional("PARAMS", "a JSON object or array")));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        BridgeConfig config = config(arguments);
        Json params = arguments.parameter(2).map(CallCommand::params).orElse(Json.ABSENT);
        RpcMethod method = RpcMethod.of(arguments.required(1));
        Vertx vertx = VertxRuntime.start();
        try {
            return print(call(vertx, config, method, params), console);
        } finally {
            vertx.close();
        }
    }

    /** The options make a small configuration, so that they mean and are checked as they are there. */
    private static BridgeConfig config(Arguments arguments) {
        String timeout = quoted(arguments.value(TIMEOUT).orElse("10s"));
        String yaml = "services: {" + SERVICE + ": {protocol: jsonrpc, url: " + quoted(arguments.required(0))
                + arguments
                        .value(FRAMING)
                        .map(value -> ", framing: " + quoted(value))
                        .orElse("")
                + arguments
                        .value(VERSION)
                        .map(value -> ", version: " + quoted(value))
                        .orElse("")
                + ", timeout: " + timeout + ", pool: {maxConnections: 1, acquireTimeout: " + timeout + "}}}\n"
                + "routes: [{rpc: any, http: GET /any, service: " + SERVICE + "}]\n";
        try {
            return ConfigLoader.load("arguments", yaml, Map.of());
        } catch (ConfigException e) {
            throw new UsageException(e.problems().get(0).message());
        }
    }

    private static String quoted(String value) {
        return Json.string(value).toString();
    }

    private static Json params(String text) {
        try {
            Json params = Json.parse(text.getBytes(UTF_8), JsonLimits.DEFAULT);
            if (params.kind() == Json.Kind.OBJECT || params.kind() == Json.Kind.ARRAY) {
                return params;
            }
        } catch (JsonException e) {
            throw new UsageException("PARAMS is not JSON: " + e.getMessage());
        }
        throw new UsageException("PARAMS is a JSON object or array");
    }

    private static RpcReply call(Vertx vertx, BridgeConfig config, RpcMethod method, Json params) {
        VertxEventLoops loops = VertxEventLoops.of(vertx);
        EventLoop loop = loops.next();
        ServiceConfig service = config.services().values().iterator().next();
        OpenService.Rpc open = new VertxTransport(vertx, loops)
                .openRpc(service, service.urls().get(0), config.limits(), BridgeMetrics.NONE.service(SERVICE));
        RpcHandler deadlined = new Deadlined<>(service.timeout(), RpcReply.Failed::new, open)::handle;
        CompletableFuture<RpcReply> reply = new CompletableFuture<>();
        loop.execute(() -> deadlined
                .handle(new RpcRequest(method, params, /* notification= */ false, Call.on(loop)))
                .whenComplete((done, thrown) -> complete(reply, done, thrown)));
        return reply.join();
    }

    private static void complete(CompletableFuture<RpcReply> reply, RpcReply done, Throwable thrown) {
        if (thrown == null) {
            reply.complete(done);
        } else {
            reply.completeExceptionally(thrown);
        }
    }

    private static int print(RpcReply reply, Console console) {
        if (reply instanceof RpcReply.Result result) {
            console.out().println(result.value());
            return ExitCode.OK;
        }
        if (reply instanceof RpcReply.ServiceError failed) {
            console.out().println(failed.error().value());
            return ExitCode.FAILED;
        }
        if (reply instanceof RpcReply.Failed failed) {
            throw new CommandException(
                    failed.failure().outcome().label() + ": " + failed.failure().detail());
        }
        throw new IllegalStateException("a call cannot end with " + reply);
    }
}
