package dev.bailey;

import dev.bailey.call.Failure;
import dev.bailey.call.Handler;
import dev.bailey.call.Reply;
import dev.bailey.call.Request;
import dev.bailey.config.BreakerConfig;
import dev.bailey.config.ConcurrencyConfig;
import dev.bailey.config.RouteConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.resilience.AdaptiveLimit;
import dev.bailey.resilience.Admitted;
import dev.bailey.resilience.Breaker;
import dev.bailey.resilience.Breaking;
import dev.bailey.resilience.Deadlined;
import dev.bailey.resilience.InFlightLimit;
import dev.bailey.resilience.Limited;
import dev.bailey.resilience.RetryBudget;
import dev.bailey.resilience.Retrying;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * What stands between the routes and one service, the same for both protocols:
 *
 * <pre>deadline → retry → breaker → concurrency → (balance over addresses → pool)</pre>
 *
 * <p>The deadline is outermost: it covers everything. A retry goes through all that follows like any attempt, so an open breaker
 * and a full service refuse it, and its pause holds no place. The breaker stands before the limit: while it is open nothing is
 * counted as in flight, and what the limit sheds tells it nothing. Balancing is innermost, in the {@link OpenService}: the
 * breaker and the limit are about the service, ejection is about one address.
 */
final class ServiceChain<Q extends Request, R extends Reply> {
    private final ServiceConfig config;
    private final ServiceMetrics metrics;
    private final Function<Failure, R> failed;
    private final RetryBudget budget = new RetryBudget();
    private final Handler<Q, R> shared;

    /** @param service all addresses of it */
    ServiceChain(ServiceConfig config, Handler<Q, R> service, Function<Failure, R> failed, ServiceMetrics metrics) {
        this.config = config;
        this.metrics = metrics;
        this.failed = failed;
        this.shared = assemble(service);
    }

    /** What all routes to the service share; the last line is the outermost layer. */
    private Handler<Q, R> assemble(Handler<Q, R> service) {
        Handler<Q, R> handler = service;
        handler = limited(handler, config.concurrency());
        if (config.breaker().isPresent()) {
            handler = breaking(handler, config.breaker().get());
        }
        return handler;
    }

    /** What each route has of its own. */
    Handler<Q, R> forRoute(RouteConfig route) {
        return forCalls(route.timeout().orElse(config.timeout()), route.idempotent());
    }

    /** The same for calls of which nothing is known: only what provably was not written is tried again. */
    Handler<Q, R> forAnyCall() {
        return forCalls(config.timeout(), /* idempotent= */ false);
    }

    private Handler<Q, R> forCalls(Duration timeout, boolean idempotent) {
        Handler<Q, R> handler =
                new Retrying<>(budget, idempotent, ServiceChain::draw, metrics::retried, failed, shared);
        return new Deadlined<>(timeout, failed, handler);
    }

    private Handler<Q, R> limited(Handler<Q, R> next, ConcurrencyConfig concurrency) {
        if (concurrency.adaptive()) {
            return new Limited<>(new AdaptiveLimit(config.name(), concurrency.max()), failed, next);
        }
        return new Admitted<>(
                new InFlightLimit("the service '" + config.name() + "'", concurrency.max()), failed, next);
    }

    private Handler<Q, R> breaking(Handler<Q, R> next, BreakerConfig rules) {
        Breaker breaker = new Breaker(config.name(), rules.failures(), rules.open());
        metrics.watch(new GuardGauges(breaker::isOpen, () -> 0));
        return new Breaking<>(breaker, failed, next);
    }

    static int draw(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }
}
