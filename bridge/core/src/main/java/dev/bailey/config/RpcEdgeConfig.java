package dev.bailey.config;

import java.util.Optional;

/** A JSON-RPC edge: a listener of its own, or a path of the HTTP edge. */
public sealed interface RpcEdgeConfig {
    /** The only version taken; when empty both are, each message by its own rules. */
    Optional<ProtocolVersion> version();

    /** A TCP or Unix listener. */
    record Stream(ListenAddress listen, FramingPair framing, Optional<ProtocolVersion> version)
            implements RpcEdgeConfig {}

    /**
     * JSON-RPC over HTTP POST.
     *
     * @param path absolute, without variables, in the form in which callers send it
     */
    record Post(String path, Optional<ProtocolVersion> version) implements RpcEdgeConfig {}
}
