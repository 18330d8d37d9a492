package dev.bailey.vertx;

import dev.bailey.config.LimitsConfig;
import java.time.Duration;

/** The default limits with one or two of them changed. */
final class Limits {
    private static final LimitsConfig D = LimitsConfig.DEFAULT;

    private Limits() {}

    static LimitsConfig ofConnections(int connections) {
        return with(connections, D.headerTimeout(), D.bodyTimeout(), D.writeTimeout(), D.idleTimeout());
    }

    /** Every timeout of callers. */
    static LimitsConfig ofTime(Duration timeout) {
        return with(D.connections(), timeout, timeout, timeout, timeout);
    }

    static LimitsConfig ofCallsPerConnection(int calls) {
        return with(calls, D.connections(), D.headerTimeout(), D.bodyTimeout(), D.writeTimeout(), D.idleTimeout());
    }

    private static LimitsConfig with(int connections, Duration header, Duration body, Duration write, Duration idle) {
        return with(D.callsPerConnection(), connections, header, body, write, idle);
    }

    private static LimitsConfig with(
            int calls, int connections, Duration header, Duration body, Duration write, Duration idle) {
        return new LimitsConfig(
                D.requestBody(),
                D.responseBody(),
                D.bytesInFlight(),
                D.jsonDepth(),
                D.batch(),
                D.headers(),
                D.uri(),
                D.inFlight(),
                calls,
                connections,
                header,
                body,
                write,
                idle,
                D.rpcIdleTimeout(),
                D.stallTimeout());
    }
}
