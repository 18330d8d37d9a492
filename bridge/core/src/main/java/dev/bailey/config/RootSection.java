package dev.bailey.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the whole file. */
final class RootSection {
    private static final Shape<Duration> DRAIN = Shapes.duration(Duration.ZERO);

    static final Key<HttpConfig> HTTP = Key.of(
            "http",
            Collected.section(EdgeSections.HTTP, EdgeSections::http),
            HttpConfig.DEFAULT,
            EdgeSections.HTTP.about());
    static final Key<AdminConfig> ADMIN = Key.of(
            "admin",
            Collected.section(EdgeSections.ADMIN, EdgeSections::admin),
            AdminConfig.DEFAULT,
            EdgeSections.ADMIN.about());
    static final Key<List<RpcEdgeConfig>> RPC = Key.of(
            "rpc",
            Collected.listOf(Collected.section(EdgeSections.RPC, EdgeSections::rpc)),
            List.of(),
            "JSON-RPC edges, zero or more");
    static final Key<Map<String, ServiceConfig>> SERVICES = Key.of(
            "services",
            Collected.mapOf(Collected.section(ServiceSection.SECTION, ServiceSection::read)),
            Map.of(),
            "the backends, by name");
    static final Key<List<RouteSection.Draft>> ROUTES = Key.of(
            "routes",
            Collected.listOf(Collected.section(RouteSection.SECTION, RouteSection::read)),
            "which JSON-RPC method is which HTTP endpoint");

    static final Key<String> DEFAULT_SERVICE =
            Key.of("service", Shapes.text("the name of a service"), "for routes that name none");
    static final Section DEFAULTS_SECTION = Section.of("for routes that do not say", DEFAULT_SERVICE);
    static final Key<Fields> DEFAULTS =
            Key.of("defaults", Collected.section(DEFAULTS_SECTION, Optional::of), DEFAULTS_SECTION.about());

    static final Key<LimitsConfig> LIMITS = Key.of(
            "limits",
            Collected.section(LimitsSection.SECTION, LimitsSection::read),
            LimitsConfig.DEFAULT,
            LimitsSection.SECTION.about());

    static final Key<LogConfig.CallLogging> CALLS = Key.of(
            "calls",
            Shapes.word(LogConfig.CallLogging.values()),
            LogConfig.DEFAULT.calls(),
            "which calls get a line: off, failures or all");
    private static final Section LOG_SECTION = Section.of("the log", CALLS);
    static final Key<LogConfig> LOG = Key.of(
            "log",
            Collected.section(LOG_SECTION, log -> Optional.of(new LogConfig(log.value(CALLS)))),
            LogConfig.DEFAULT,
            LOG_SECTION.about());

    static final Key<Duration> DRAIN_DELAY =
            Key.of("drainDelay", DRAIN, BridgeConfig.DRAIN_DELAY, "how long the edges go on serving after SIGTERM");
    static final Key<Duration> DRAIN_TIMEOUT =
            Key.of("drainTimeout", DRAIN, BridgeConfig.DRAIN_TIMEOUT, "how long calls in flight may take after that");

    static final Section SECTION = Section.of(
                    "a bridge between JSON-RPC and HTTP",
                    HTTP,
                    ADMIN,
                    RPC,
                    SERVICES,
                    ROUTES,
                    DEFAULTS,
                    LIMITS,
                    LOG,
                    DRAIN_DELAY,
                    DRAIN_TIMEOUT)
            .requiring(ROUTES);

    private RootSection() {}

    static BridgeConfig read(Fields root, Set<String> secrets) {
        HttpConfig http = root.value(HTTP);
        AdminConfig admin = root.value(ADMIN);
        List<RpcEdgeConfig> rpc = root.value(RPC);
        checkListeners(root, http, admin, rpc);
        Optional<String> defaultService = root.get(DEFAULTS).flatMap(defaults -> defaults.get(DEFAULT_SERVICE));
        return new BridgeConfig(
                http,
                admin,
                rpc,
                root.value(SERVICES),
                routes(root, rpc, defaultService),
                defaultService,
                root.value(LIMITS),
                root.value(LOG),
                root.value(DRAIN_DELAY),
                root.value(DRAIN_TIMEOUT),
                secrets);
    }

    private static List<RouteConfig> routes(Fields root, List<RpcEdgeConfig> rpc, Optional<String> defaultService) {
        Value services = root.at(SERVICES);
        Set<String> names = root.has(SERVICES) && services.isMap()
                ? services.entries("a map").keySet()
                : Set.of();
        RouteTableChecks checks = new RouteTableChecks(names, rpc);
        defaultService.ifPresent(
                service -> checks.checkService(service, root.at(DEFAULTS).child(DEFAULT_SERVICE.name())));
        List<RouteConfig> routes = new ArrayList<>();
        if (root.has(ROUTES) && root.at(ROUTES).isNull()) {
            root.at(ROUTES).problem("is empty; [] says so on purpose");
            return routes;
        }
        // one after the other: what the reading of one needs is garbage before the next
        for (Value item : root.has(ROUTES) ? root.at(ROUTES).items("a list") : List.<Value>of()) {
            RouteSection.read(Fields.of(item, RouteSection.SECTION))
                    .ifPresent(draft -> routes.add(checks.checked(draft, defaultService)));
        }
        return routes;
    }

    private static void checkListeners(Fields root, HttpConfig http, AdminConfig admin, List<RpcEdgeConfig> rpc) {
        ListenChecks checks = new ListenChecks();
        Value httpAt = root.at(HTTP).child(EdgeSections.HTTP_LISTEN.name());
        boolean httpGiven = httpAt.isBehind(EdgeSections.HTTP_LISTEN.name());
        for (int i = 0; i < http.listen().size(); i++) {
            checks.check(http.listen().get(i), httpAt.itemOf(http.listen(), i), httpGiven);
        }
        Value adminAt = root.at(ADMIN).child(EdgeSections.ADMIN_LISTEN.name());
        checks.check(admin.listen(), adminAt, adminAt.isBehind(EdgeSections.ADMIN_LISTEN.name()));
        Set<String> paths = new HashSet<>();
        for (int i = 0; i < rpc.size(); i++) {
            Value at = root.at(RPC).itemOf(rpc, i);
            if (rpc.get(i) instanceof RpcEdgeConfig.Stream stream) {
                checks.check(stream.listen(), at.child(EdgeSections.RPC_LISTEN.name()), true);
            } else if (rpc.get(i) instanceof RpcEdgeConfig.Post post && !paths.add(post.path())) {
                at.child(EdgeSections.RPC_PATH.name()).problem(post.path() + " stands twice");
            }
        }
    }
}
