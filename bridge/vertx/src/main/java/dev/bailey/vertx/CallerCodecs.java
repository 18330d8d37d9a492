package dev.bailey.vertx;

import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ProtocolVersion;
import dev.bailey.config.RpcEdgeConfig;
import dev.bailey.json.JsonLimits;
import dev.bailey.rpc.CallerCodec;
import dev.bailey.rpc.RpcVersion;

/** How the callers of an edge are understood. */
final class CallerCodecs {
    private CallerCodecs() {}

    static CallerCodec of(RpcEdgeConfig edge, LimitsConfig limits) {
        JsonLimits json =
                new JsonLimits(limits.jsonDepth(), JsonLimits.DEFAULT.numberChars(), JsonLimits.DEFAULT.nameBytes());
        return new CallerCodec(edge.version().map(CallerCodecs::version), limits.batch(), json);
    }

    private static RpcVersion version(ProtocolVersion version) {
        return version == ProtocolVersion.V1_0 ? RpcVersion.V1 : RpcVersion.V2;
    }
}
