package dev.bailey.sidecar;

import dev.bailey.config.ListenAddress;

/**
 * A door that is open.
 *
 * @param edge {@code http}, {@code admin} or {@code rpc}
 * @param address where callers find it, with the real port
 */
record Listener(String edge, ListenAddress address) {
    /** The line that tells people: {@code http   http://127.0.0.1:8080}. */
    @Override
    public String toString() {
        String protocol = edge.equals("rpc") ? "tcp://" : "http://";
        String scheme = address instanceof ListenAddress.Tcp ? protocol : "";
        return String.format("%-6s %s%s", edge, scheme, address);
    }
}
