package dev.bailey.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the keys of a service must have to do with each other. */
final class ServiceChecks {
    private static final int MAX_NAME = 64;

    private final ServiceConfig config;
    private final Fields service;
    private final Value urls;

    private ServiceChecks(ServiceConfig config, Fields service) {
        this.config = config;
        this.service = service;
        this.urls = service.at(service.has(ServiceSection.URL) ? ServiceSection.URL : ServiceSection.URLS);
    }

    /** The service with what its kind of address settles; empty when it has no usable address. */
    static Optional<ServiceConfig> checked(ServiceConfig config, Fields service) {
        ServiceChecks checks = new ServiceChecks(config, service);
        checks.checkName();
        if (config.urls().isEmpty()) {
            checks.checkUrlsGiven();
            return Optional.empty();
        }
        checks.checkUrls();
        checks.checkPool();
        checks.checkHttp();
        return Optional.of(checks.settled());
    }

    private void checkName() {
        String name = config.name();
        if (name.isEmpty() || name.length() > MAX_NAME || Chars.hasControl(name)) {
            service.at()
                    .problemWithKey(
                            "a service's name has 1 to " + MAX_NAME + " characters, none of them control characters");
        }
    }

    private void checkUrlsGiven() {
        boolean empty = urls.isNull() || (urls.isList() && urls.items("a list").isEmpty());
        if (service.has(ServiceSection.URLS) && empty) {
            urls.problem("at least one address is needed");
        }
    }

    private void checkUrls() {
        // as text: the first hash code of a record would make Java write code for it, at every start
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < config.urls().size(); i++) {
            ServiceUrl url = config.urls().get(i);
            if (!seen.add(url.toString())) {
                urls.itemOf(config.urls(), i).problem(url + " stands twice");
            }
            if (url instanceof ServiceUrl.Http != config.overHttp()) {
                urls.itemOf(config.urls(), i)
                        .problem("the addresses of one service are all streams (tcp, unix) or all http");
            }
        }
    }

    private void checkPool() {
        Value pool = service.at(ServiceSection.POOL);
        if (config.pool().minIdle() > settledPool().maxConnections()) {
            pool.child(PoolSection.MIN_IDLE.name())
                    .problem("more than maxConnections, which is "
                            + settledPool().maxConnections());
        }
        if (config.overHttp()
                && gives(PoolSection.MAX_IN_FLIGHT)
                && config.pool().maxInFlight() != 1) {
            pool.child(PoolSection.MAX_IN_FLIGHT.name()).problem("an HTTP connection carries one call at a time: 1");
        }
    }

    private void checkHttp() {
        boolean http = config.protocol() == Protocol.HTTP;
        if (http && !config.overHttp()) {
            service.at(ServiceSection.PROTOCOL).problem("an http service has an http:// or https:// url");
        }
        if (http) {
            refuse(ServiceSection.VERSION, "'version' is of JSON-RPC; this service speaks plain HTTP");
        }
        if (config.overHttp()) {
            refuse(ServiceSection.FRAMING, "'framing' is for tcp and unix; HTTP has its own");
        }
        if (config.overHttp() && !config.serverRequests().isEmpty()) {
            refuse(ServiceSection.SERVER_REQUESTS, "over HTTP a service cannot send requests down the connection");
        }
        if (!http && !config.forwardHeaders().isEmpty()) {
            refuse(ServiceSection.FORWARD_HEADERS, "headers are forwarded to services of protocol http only");
        }
        checkForwardedOnce();
    }

    private void checkForwardedOnce() {
        Set<String> seen = new HashSet<>();
        List<String> headers = config.forwardHeaders();
        for (int i = 0; i < headers.size(); i++) {
            if (!seen.add(headers.get(i))) {
                service.at(ServiceSection.FORWARD_HEADERS)
                        .itemOf(headers, i)
                        .problem("'" + headers.get(i) + "' stands twice");
            }
        }
    }

    private void refuse(Key<?> key, String why) {
        if (service.has(key)) {
            service.at(key).problemWithKey(why);
        }
    }

    private boolean gives(Key<?> poolKey) {
        Value pool = service.at(ServiceSection.POOL);
        return service.has(ServiceSection.POOL) && pool.child(poolKey.name()) != pool;
    }

    private PoolConfig settledPool() {
        PoolConfig pool = config.pool();
        boolean http = config.protocol() == Protocol.HTTP;
        return new PoolConfig(
                http && !gives(PoolSection.MAX_CONNECTIONS) ? PoolConfig.HTTP_MAX_CONNECTIONS : pool.maxConnections(),
                pool.minIdle(),
                config.overHttp() ? PoolConfig.HTTP_MAX_IN_FLIGHT : pool.maxInFlight(),
                pool.maxPending(),
                pool.acquireTimeout(),
                pool.connectTimeout(),
                pool.idleTimeout(),
                pool.maxLifetime());
    }

    private ServiceConfig settled() {
        return new ServiceConfig(
                config.name(),
                config.urls(),
                config.protocol(),
                config.version(),
                config.framing(),
                config.timeout(),
                settledPool(),
                config.concurrency(),
                config.breaker(),
                config.overHttp() ? Map.of() : config.serverRequests(),
                config.forwardHeaders());
    }
}
