package dev.bailey.load.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.load.paths.Budgets;
import dev.bailey.load.paths.PathName;
import dev.bailey.load.paths.PathTarget;
import dev.bailey.load.paths.Target;
import dev.bailey.load.plan.Stream;
import dev.bailey.load.probe.Probe;
import dev.bailey.load.probe.Recording;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ServiceProcessIT {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path log;

    private static Target target(ServiceProcess service) {
        return Target.builtIn(Budgets.DEFAULT)
                .withPaths(Map.of(
                        PathName.DIRECT, new PathTarget(service.direct(), List.of(service.pid())),
                        PathName.IN_PROCESS, new PathTarget(service.inProcess(), List.of(service.pid()))));
    }

    private static String get(URI base, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void directAndInProcessAnswerTheSame() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(log, Duration.ZERO)) {
            String path = Target.BUILT_IN_REQUEST.path();
            String direct = get(service.direct(), path);
            assertTrue(direct.startsWith("{\"id\":7,\"lang\":\"fr\""), direct);
            assertEquals(direct, get(service.inProcess(), path));
            assertEquals(get(service.direct(), "/exports/3"), get(service.inProcess(), "/exports/3"));
            assertTrue(CpuTime.micros(List.of(service.pid())) > 0);
        }
    }

    @Test
    void aPathSlowedOnPurposeIsSlow() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(log, Duration.ofMillis(5));
                Probe probe = new Probe()) {
            Target target = target(service);
            Recording seen = probe.run(
                    target,
                    PathName.IN_PROCESS,
                    Stream.steady(50, target.requests()),
                    Duration.ofSeconds(1),
                    Duration.ZERO,
                    Duration.ofSeconds(20),
                    1);
            assertTrue(seen.answered() > 0);
            long least = seen.latencies().getMinValue();
            assertTrue(least >= 4_900_000, "the fastest took " + least + " ns");
        }
    }

    @Test
    void aRestartKeepsThePorts() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(log, Duration.ZERO)) {
            URI direct = service.direct();
            service.restart();
            assertEquals(direct, service.direct());
            assertTrue(get(direct, "/ads/7").contains("\"lang\":\"en\""));
        }
    }
}
