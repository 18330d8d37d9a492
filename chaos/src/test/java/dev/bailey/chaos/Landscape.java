package dev.bailey.chaos;

import java.util.List;

/** The configuration that gates run: a JSON-RPC service and two HTTP services, reached in all four directions. */
final class Landscape {
    static final long DEADLINE_MILLIS = 400;

    /** Compiles well, and leaves the other processors alone. */
    static final List<String> JAVA =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-Dio.netty.allocator.type=pooled", "-XX:+ExitOnOutOfMemoryError");

    static final Errand FACADE_GET = new Errand(Kind.IDEMPOTENT, "legacy.get", "GET", "/legacy");
    static final Errand FACADE_POST = new Errand(Kind.ONCE, "legacy.post", "POST", "/legacy");
    static final Errand NOTE = new Errand(Kind.NOTIFICATION, "legacy.note", "POST", "/notes");
    static final Errand FORWARD_GET = new Errand(Kind.IDEMPOTENT, "far.get", "GET", "/far");
    static final Errand FORWARD_POST = new Errand(Kind.ONCE, "far.post", "POST", "/far");
    static final Errand NEAR_GET = new Errand(Kind.IDEMPOTENT, "near.get", "GET", "/near");

    /** All listeners, with ports of their own. */
    static final String EDGES = """
            http: {listen: '127.0.0.1:0'}
            admin: {listen: '127.0.0.1:0'}
            rpc: [{listen: 'tcp://127.0.0.1:0'}]
            log: {calls: off}
            """;

    private Landscape() {}

    /** One service, with the routes {@code legacy.get}, {@code legacy.post} and {@code legacy.note}. */
    static String legacyOnly(String service, String more) {
        return String.join(
                "\n",
                EDGES + more,
                "services:",
                "  legacy: " + service,
                "routes:",
                "- {rpc: legacy.get, http: 'GET /legacy/{nonce}', service: legacy}",
                "- {rpc: legacy.post, http: 'POST /legacy', service: legacy}",
                "- {rpc: legacy.note, http: 'POST /notes', service: legacy, notify: true}",
                "");
    }

    /** @param more at the root, a line each */
    static String configuration(int legacy, int far, int near, String more) {
        return String.join(
                "\n",
                EDGES + more,
                "services:",
                "  legacy: {url: 'tcp://127.0.0.1:" + legacy + "', timeout: " + DEADLINE_MILLIS + "ms}",
                "  far: {url: 'http://127.0.0.1:" + far + "', timeout: " + DEADLINE_MILLIS + "ms}",
                "  near: {url: 'http://127.0.0.1:" + near + "', timeout: " + DEADLINE_MILLIS + "ms}",
                "routes:",
                "- {rpc: legacy.get, http: 'GET /legacy/{nonce}', service: legacy}",
                "- {rpc: legacy.post, http: 'POST /legacy', service: legacy}",
                "- {rpc: legacy.note, http: 'POST /notes', service: legacy, notify: true}",
                "- {rpc: far.get, http: 'GET /far/{nonce}', service: far}",
                "- {rpc: far.post, http: 'POST /far', service: far}",
                "- {rpc: near.get, http: 'GET /near/{nonce}', service: near}",
                "limits: {responseBody: 512KiB}",
                "");
    }
}
