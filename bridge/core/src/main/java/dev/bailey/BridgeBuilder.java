package dev.bailey;

import dev.bailey.call.BytesInFlight;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.Protocol;
import dev.bailey.config.ServiceConfig;
import dev.bailey.log.CallLine;
import dev.bailey.metrics.BridgeMetrics;
import dev.bailey.metrics.ServiceMetrics;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Puts a {@link Bridge} together. Not thread-safe. */
public final class BridgeBuilder {
    private static final System.Logger LOG = System.getLogger("dev.bailey.calls");

    private @Nullable BridgeConfig config;
    private @Nullable Transport transport;
    private @Nullable BytesInFlight bytes;
    private BridgeMetrics metrics = BridgeMetrics.NONE;
    private Consumer<CallLine> callLog = line -> LOG.log(Level.INFO, line);

    BridgeBuilder() {}

    /** What the bridge does; its {@code http}, {@code admin} and {@code rpc} sections are for whoever hosts it. */
    public BridgeBuilder config(BridgeConfig checked) {
        config = checked;
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

    /** Who takes the lines of the log of calls; {@link System.Logger} unless said. Must not block. */
    public BridgeBuilder callLog(Consumer<CallLine> lines) {
        callLog = lines;
        return this;
    }

    /**
     * Builds the bridge and opens its services in the background.
     *
     * @throws IllegalStateException naming what is missing
     */
    public Bridge build() {
        BridgeConfig checked = Objects.requireNonNull(config, "a bridge needs a configuration: call config(…)");
        Map<String, OpenService> services = new LinkedHashMap<>();
        checked.services().forEach((name, service) -> services.put(name, open(checked, service)));
        return new Bridge(checked, metrics, callLog, bytesInFlight(checked), services);
    }

    private BytesInFlight bytesInFlight(BridgeConfig checked) {
        long heap = Runtime.getRuntime().maxMemory();
        return bytes == null
                ? new BytesInFlight(checked.limits().bytesInFlight().bytes(heap))
                : bytes;
    }

    private OpenService open(BridgeConfig checked, ServiceConfig service) {
        Transport sockets = transport;
        if (sockets == null) {
            throw new IllegalStateException("the service '" + service.name() + "' has neither code nor a transport");
        }
        ServiceMetrics measured = metrics.service(service.name());
        return service.protocol() == Protocol.JSONRPC
                ? Addresses.rpc(
                        service.urls(), url -> sockets.openRpc(service, url, checked.limits(), measured), measured)
                : Addresses.http(
                        service.urls(), url -> sockets.openHttp(service, url, checked.limits(), measured), measured);
    }
}
