package dev.bailey.load.simulation;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.roundRobinSwitch;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.bailey.load.paths.RequestShape;
import dev.bailey.load.simulation.GatlingPlan.Population;
import dev.bailey.load.simulation.GatlingPlan.Step;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays a {@link GatlingPlan}: open model, users that come at the plan's rates, one call each, over shared connections. The first
 * user of all says when it came, so that the probe keeps step.
 */
public final class Playback {
    /** The system property that names the plan's file. */
    public static final String PLAN = "bailey.gatling.plan";

    /** What the first user says, with milliseconds since the epoch. */
    public static final String BEGUN = "@begun ";

    private static final int ANY_STATUS = -1;

    private final GatlingPlan plan;

    private Playback(GatlingPlan plan) {
        this.plan = plan;
    }

    static Playback ofProcess() {
        try {
            return new Playback(GatlingPlan.read(Path.of(System.getProperty(PLAN, "gatling-plan.json"))));
        } catch (IOException e) {
            throw new UncheckedIOException("Gatling's part is started by bailey loadtest, which writes a plan", e);
        }
    }

    List<PopulationBuilder> populations() {
        List<PopulationBuilder> all = new ArrayList<>();
        all.add(scenario("start")
                .exec(session -> {
                    System.out.println(BEGUN + System.currentTimeMillis());
                    return session;
                })
                .injectOpen(atOnceUsers(1)));
        plan.populations().forEach(population -> all.add(users(population)));
        return all;
    }

    /** One a population: how many of its calls may fail. */
    List<Assertion> assertions() {
        return plan.populations().stream()
                .map(population ->
                        details(population.name()).failedRequests().percent().lte(population.mayFail()))
                .toList();
    }

    private static PopulationBuilder users(Population population) {
        HttpProtocolBuilder protocol = http.baseUrl(population.url())
                .shareConnections()
                .disableFollowRedirect()
                .disableCaching();
        ScenarioBuilder calls = scenario(population.name()).exec(calls(population));
        return calls.injectOpen(steps(population.steps())).protocols(protocol);
    }

    private static ChainBuilder calls(Population population) {
        List<ChainBuilder> calls = population.requests().stream()
                .map(shape -> call(population, shape))
                .toList();
        return calls.size() == 1 ? calls.get(0) : exec(roundRobinSwitch().on(calls));
    }

    private static ChainBuilder call(Population population, RequestShape shape) {
        HttpRequestActionBuilder request =
                http(population.name()).httpRequest(shape.method(), shape.path().isEmpty() ? "/" : shape.path());
        for (var header : shape.headers().entrySet()) {
            request = request.header(header.getKey(), header.getValue());
        }
        if (!shape.body().isEmpty()) {
            request = request.body(StringBody(shape.body()));
        }
        return exec(request.check(
                population.status() == ANY_STATUS
                        ? status().saveAs("status")
                        : population.status() == 0
                                ? status().in(200, 201, 202, 203, 204, 205, 206)
                                : status().is(population.status())));
    }

    private static OpenInjectionStep[] steps(List<Step> steps) {
        List<OpenInjectionStep> all = new ArrayList<>();
        for (Step step : steps) {
            if (step.pauseMillis() > 0) {
                all.add(nothingFor(Duration.ofMillis(step.pauseMillis())));
            }
            Duration length = Duration.ofMillis(step.millis());
            all.add(
                    step.fromRate() == step.toRate()
                            ? constantUsersPerSec(step.fromRate()).during(length)
                            : rampUsersPerSec(step.fromRate()).to(step.toRate()).during(length));
        }
        return all.toArray(new OpenInjectionStep[0]);
    }
}
