package dev.bailey.conformance;

import dev.bailey.OpenService;
import dev.bailey.Transport;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.config.ServiceUrl;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.rpc.RpcVersion;
import java.util.ArrayList;
import java.util.List;

/** Opens services that do what a case says, and opens no socket. */
final class ScriptedTransport implements Transport {
    private final FacadeCase.Behaviour behaviour;
    private final List<ScriptedService> opened = new ArrayList<>();

    ScriptedTransport(FacadeCase.Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    @Override
    public OpenService.Rpc openRpc(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        RpcVersion version = service.version().word().equals("1.0") ? RpcVersion.V1 : RpcVersion.V2;
        ScriptedService scripted = new ScriptedService(version, behaviour);
        opened.add(scripted);
        return scripted;
    }

    @Override
    public OpenService.Http openHttp(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        throw new IllegalStateException("a facade has no HTTP services");
    }

    /** Every request that any service received, as it went over the wire. */
    List<String> received() {
        return opened.stream().flatMap(service -> service.received().stream()).toList();
    }
}
