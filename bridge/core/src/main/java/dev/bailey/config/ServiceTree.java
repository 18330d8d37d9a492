package dev.bailey.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** A service as the map that stands in the file; without the keys that mean nothing to it. */
final class ServiceTree {
    private ServiceTree() {}

    static Map<String, Object> of(ServiceConfig service) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (service.urls().size() == 1) {
            tree.put(ServiceSection.URL.name(), Tree.of(service.urls().get(0)));
        } else {
            tree.put(ServiceSection.URLS.name(), Tree.of(service.urls()));
        }
        boolean http = service.protocol() == Protocol.HTTP;
        tree.put(ServiceSection.PROTOCOL.name(), Tree.of(service.protocol()));
        if (!http) {
            tree.put(ServiceSection.VERSION.name(), Tree.of(service.version()));
        }
        if (!service.overHttp()) {
            tree.put(ServiceSection.FRAMING.name(), Tree.of(service.framing()));
        }
        tree.put(ServiceSection.TIMEOUT.name(), Tree.of(service.timeout()));
        tree.put(ServiceSection.POOL.name(), pool(service.pool()));
        tree.put(
                ServiceSection.CONCURRENCY.name(),
                Tree.map(
                        ServiceSection.MAX.name(), Tree.of(service.concurrency().max()),
                        ServiceSection.ADAPTIVE.name(),
                                Tree.of(service.concurrency().adaptive())));
        service.breaker().ifPresent(breaker -> tree.put(ServiceSection.BREAKER.name(), breaker(breaker)));
        if (!service.overHttp()) {
            tree.put(ServiceSection.SERVER_REQUESTS.name(), Tree.of(service.serverRequests()));
        }
        if (http) {
            tree.put(ServiceSection.FORWARD_HEADERS.name(), Tree.of(service.forwardHeaders()));
        }
        return tree;
    }

    private static Map<String, Object> breaker(BreakerConfig breaker) {
        return Tree.map(
                ServiceSection.FAILURES.name(), Tree.of(breaker.failures()),
                ServiceSection.OPEN.name(), Tree.of(breaker.open()));
    }

    private static Map<String, Object> pool(PoolConfig pool) {
        return Tree.map(
                PoolSection.MAX_CONNECTIONS.name(), Tree.of(pool.maxConnections()),
                PoolSection.MIN_IDLE.name(), Tree.of(pool.minIdle()),
                PoolSection.MAX_IN_FLIGHT.name(), Tree.of(pool.maxInFlight()),
                PoolSection.MAX_PENDING.name(), Tree.of(pool.maxPending()),
                PoolSection.ACQUIRE_TIMEOUT.name(), Tree.of(pool.acquireTimeout()),
                PoolSection.CONNECT_TIMEOUT.name(), Tree.of(pool.connectTimeout()),
                PoolSection.IDLE_TIMEOUT.name(), Tree.of(pool.idleTimeout()),
                PoolSection.MAX_LIFETIME.name(), Tree.of(pool.maxLifetime()));
    }
}
