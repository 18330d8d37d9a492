package dev.bailey;

import dev.bailey.call.BytesInFlight;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.Protocol;
import dev.bailey.config.ProtocolVersion;
import dev.bailey.config.ServiceConfig;
import dev.bailey.log.CallLine;
import dev.bailey.metrics.BridgeMetrics;
import dev.bailey.metrics.MicrometerBridgeMetrics;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.rpc.RawRpc;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcVersion;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts a {@link Bridge} together. Not thread-safe. */
public final class BridgeBuilder {
    private static final System.Logger LOG = System.getLogger("dev.bailey.calls");

    private @Nullable BridgeConfig config;
    private @Nullable Transport transport;
    private @Nullable BytesInFlight bytes;
    private @Nullable Executor executor;
    private final Map<String, RpcHandler> code = new LinkedHashMap<>();
    private BridgeMetrics metrics = BridgeMetrics.NONE;
    private Consumer<CallLine> callLog = line -> LOG.log(Level.INFO, line);

    BridgeBuilder() {}

    /** What the bridge does; its {@code http}, {@code admin} and {@code rpc} sections are for whoever hosts it. */
    public BridgeBuilder config(BridgeConfig checked) {
        config = checked;
        return this;
    }

    /**
     * A service that is code in this process, whatever address the configuration has for it. It may complete its replies on any
     * thread, late or with an exception; deadlines and limits hold as for any other service.
     *
     * @param name as in the configuration
     * @throws IllegalStateException if that service has code already
     */
    public BridgeBuilder service(String name, RpcHandler handler) {
        if (code.putIfAbsent(name, handler) != null) {
            throw new IllegalStateException("the service '" + name + "' is given twice");
        }
        return this;
    }

    /**
     * Where services in code run that may block ({@link RpcHandler#mayBlock}); should be bounded, and refuse by {@link
     * java.util.concurrent.RejectedExecutionException}: such a call is {@code overloaded}. {@code Runnable::run} for code that does
     * not block after all. Unless said: on the thread of the host that brought the call, if it may block; else on up to 64 threads
     * of the bridge's own, for which up to 128 calls wait.
     */
    public BridgeBuilder executor(Executor blocking) {
        executor = blocking;
        return this;
    }

    /** How services are reached over the network. */
    public BridgeBuilder transport(Transport sockets) {
        transport = sockets;
        return this;
    }

    /**
     * Where the bytes of calls are counted, if the transport and others are to count in the same place; one of its own, as
     * large as {@code limits.bytesInFlight}, unless said.
     */
    public BridgeBuilder bytesInFlight(BytesInFlight process) {
        bytes = process;
        return this;
    }

    /** Where measurements go; nowhere unless said. */
    public BridgeBuilder metrics(BridgeMetrics target) {
        metrics = target;
        return this;
    }

    /** Where measurements go: a registry of the host's, with whatever common tags it has. */
    public BridgeBuilder meterRegistry(MeterRegistry registry) {
        return metrics(new MicrometerBridgeMetrics(registry, Version.current()));
    }

    /** Who takes the lines of the log of calls; {@link System.Logger} unless said. Must not block. */
    public BridgeBuilder callLog(Consumer<CallLine> lines) {
        callLog = lines;
        return this;
    }

    /**
     * Builds the bridge and opens its services in the background.
     *
     * @throws IllegalStateException naming what is missing: services without code or transport, code without a service
     */
    public Bridge build() {
        BridgeConfig checked = Objects.requireNonNull(config, "a bridge needs a configuration: call config(…)");
        check(checked);
        CodeThreads threads = new CodeThreads(executor);
        Map<String, OpenService> services = new LinkedHashMap<>();
        checked.services().forEach((name, service) -> services.put(name, open(checked, service, threads)));
        return new Bridge(checked, metrics, callLog, bytesInFlight(checked), services, threads);
    }

    private void check(BridgeConfig checked) {
        Set<String> unknown = new LinkedHashSet<>(code.keySet());
        unknown.removeAll(checked.services().keySet());
        if (!unknown.isEmpty()) {
            throw new IllegalStateException("there is code for " + quoted(unknown) + ", but the configuration only has "
                    + quoted(checked.services().keySet()));
        }
        Set<String> missing = new LinkedHashSet<>(checked.services().keySet());
        missing.removeAll(code.keySet());
        if (transport == null && !missing.isEmpty()) {
            throw new IllegalStateException(
                    quoted(missing) + " have neither code nor a transport: call service(…) for each, or transport(…)");
        }
    }

    private static String quoted(Set<String> services) {
        return services.stream().collect(Collectors.joining("', '", "the services '", "'"));
    }

    private BytesInFlight bytesInFlight(BridgeConfig checked) {
        long heap = Runtime.getRuntime().maxMemory();
        return bytes == null
                ? new BytesInFlight(checked.limits().bytesInFlight().bytes(heap))
                : bytes;
    }

    private OpenService open(BridgeConfig checked, ServiceConfig service, CodeThreads threads) {
        ServiceMetrics measured = metrics.service(service.name());
        RpcHandler handler = code.get(service.name());
        if (handler != null) {
            return code(checked, service, handler, threads, measured);
        }
        Transport sockets = Objects.requireNonNull(transport);
        return service.protocol() == Protocol.JSONRPC
                ? Addresses.rpc(
                        service.urls(), url -> sockets.openRpc(service, url, checked.limits(), measured), measured)
                : Addresses.http(
                        service.urls(), url -> sockets.openHttp(service, url, checked.limits(), measured), measured);
    }

    private static OpenService code(
            BridgeConfig checked,
            ServiceConfig service,
            RpcHandler handler,
            CodeThreads threads,
            ServiceMetrics measured) {
        RpcVersion version = service.version() == ProtocolVersion.V1_0 ? RpcVersion.V1 : RpcVersion.V2;
        RpcHandler spoken =
                handler instanceof RawRpc raw ? raw.speaking(version, Bridge.json(checked.limits())) : handler;
        int maxBody = (int) Math.min(checked.limits().responseBody().bytes(), Integer.MAX_VALUE);
        return new CodeService(
                service.name(), spoken, threads, service.concurrency().max(), maxBody, measured);
    }
}
