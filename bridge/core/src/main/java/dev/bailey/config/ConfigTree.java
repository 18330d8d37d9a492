package dev.bailey.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A configuration as the tree that its file would be. */
final class ConfigTree {
    private ConfigTree() {}

    static Map<String, Object> of(BridgeConfig config) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(
                RootSection.HTTP.name(),
                Tree.map(
                        EdgeSections.HTTP_LISTEN.name(),
                        oneOrList(config.http().listen()),
                        EdgeSections.SERVER_TIMING.name(),
                        Tree.of(config.http().serverTiming())));
        tree.put(
                RootSection.ADMIN.name(),
                Tree.map(
                        EdgeSections.ADMIN_LISTEN.name(), Tree.of(config.admin().listen())));
        tree.put(
                RootSection.RPC.name(),
                config.rpc().stream().map(ConfigTree::edge).toList());
        Map<String, Object> services = new LinkedHashMap<>();
        config.services().forEach((name, service) -> services.put(name, ServiceTree.of(service)));
        tree.put(RootSection.SERVICES.name(), services);
        tree.put(
                RootSection.ROUTES.name(),
                config.routes().stream().map(RouteTree::of).toList());
        config.defaultService()
                .ifPresent(service ->
                        tree.put(RootSection.DEFAULTS.name(), Tree.map(RootSection.DEFAULT_SERVICE.name(), service)));
        tree.put(RootSection.LIMITS.name(), limits(config.limits()));
        tree.put(
                RootSection.LOG.name(),
                Tree.map(RootSection.CALLS.name(), Tree.of(config.log().calls())));
        tree.put(RootSection.DRAIN_DELAY.name(), Tree.of(config.drainDelay()));
        tree.put(RootSection.DRAIN_TIMEOUT.name(), Tree.of(config.drainTimeout()));
        return tree;
    }

    private static Object oneOrList(List<?> list) {
        return Tree.of(list.size() == 1 ? list.get(0) : list);
    }

    private static Map<String, Object> edge(RpcEdgeConfig edge) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (edge instanceof RpcEdgeConfig.Stream stream) {
            tree.put(EdgeSections.RPC_LISTEN.name(), Tree.of(withProtocol(stream.listen())));
            tree.put(EdgeSections.RPC_FRAMING.name(), Tree.of(stream.framing()));
        } else if (edge instanceof RpcEdgeConfig.Post post) {
            tree.put(EdgeSections.RPC_PATH.name(), post.path());
        }
        Tree.putIfPresent(tree, EdgeSections.RPC_VERSION.name(), edge.version());
        return tree;
    }

    private static String withProtocol(ListenAddress listen) {
        return listen instanceof ListenAddress.Tcp ? "tcp://" + listen : listen.toString();
    }

    private static Map<String, Object> limits(LimitsConfig limits) {
        return Tree.map(
                LimitsSection.REQUEST_BODY.name(), Tree.of(limits.requestBody()),
                LimitsSection.RESPONSE_BODY.name(), Tree.of(limits.responseBody()),
                LimitsSection.BYTES_IN_FLIGHT.name(), Tree.of(limits.bytesInFlight()),
                LimitsSection.JSON_DEPTH.name(), Tree.of(limits.jsonDepth()),
                LimitsSection.BATCH.name(), Tree.of(limits.batch()),
                LimitsSection.HEADERS.name(), Tree.of(limits.headers()),
                LimitsSection.URI.name(), Tree.of(limits.uri()),
                LimitsSection.IN_FLIGHT.name(), Tree.of(limits.inFlight()),
                LimitsSection.CALLS_PER_CONNECTION.name(), Tree.of(limits.callsPerConnection()),
                LimitsSection.CONNECTIONS.name(), Tree.of(limits.connections()),
                LimitsSection.HEADER_TIMEOUT.name(), Tree.of(limits.headerTimeout()),
                LimitsSection.BODY_TIMEOUT.name(), Tree.of(limits.bodyTimeout()),
                LimitsSection.WRITE_TIMEOUT.name(), Tree.of(limits.writeTimeout()),
                LimitsSection.IDLE_TIMEOUT.name(), Tree.of(limits.idleTimeout()),
                LimitsSection.RPC_IDLE_TIMEOUT.name(), Tree.of(limits.rpcIdleTimeout()),
                LimitsSection.STALL_TIMEOUT.name(), Tree.of(limits.stallTimeout()));
    }
}
