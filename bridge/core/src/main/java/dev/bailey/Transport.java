package dev.bailey;

import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.config.ServiceUrl;
import dev.bailey.metrics.ServiceMetrics;

/** Who opens sockets to services: {@code bailey-legacy-client} brings one on Vert.x. */
public interface Transport {

    /**
     * Makes one address of a JSON-RPC service reachable. Opens nothing in this call: the pool's {@code minIdle} and the first
     * probe follow in the background.
     */
    OpenService.Rpc openRpc(ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics);

    /** The same for a service that speaks HTTP. */
    OpenService.Http openHttp(ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics);
}
