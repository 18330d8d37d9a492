package dev.bailey.servlet;

import dev.bailey.conformance.FacadeCase;
import dev.bailey.conformance.HostKit;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The facade table over a servlet in Jetty. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JettyConformanceIT {
    private final JettyHost host;
    private final HostKit kit;

    JettyConformanceIT() throws Exception {
        host = new JettyHost();
        kit = new HostKit("jetty", host::serve);
    }

    @AfterAll
    void close() throws Exception {
        host.close();
        kit.close();
    }

    static Stream<FacadeCase> cases() {
        return HostKit.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void jettyAnswersAsTheSidecarDoes(FacadeCase it) throws IOException {
        kit.check(it, host.address());
    }
}
