package dev.bailey.hosts;

import dev.bailey.Bridge;
import dev.bailey.config.ConfigLoader;
import dev.bailey.conformance.FacadeCase;
import dev.bailey.conformance.HostKit;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.servlet.BaileyServlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;

/** The facade table over this host, set up by the starter: byte for byte the sidecar's answers, or listed in hosts.txt. */
class HostConformanceIT {
    private static Running application;
    private static HostKit kit;

    @BeforeAll
    static void start() {
        application = new Running(Host.class);
        Serving serving = application.bean(Serving.class);
        kit = new HostKit("spring-boot-" + SpringBootVersion.getVersion().charAt(0), serving::serve);
    }

    @AfterAll
    static void stop() {
        kit.close();
        application.close();
    }

    static Stream<FacadeCase> cases() {
        return HostKit.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void answersAsTheSidecar(FacadeCase it) throws IOException {
        kit.check(it, application.address());
    }

    /** Serves one bridge at a time, in the place of the starter's own servlet. */
    static final class Serving extends HttpServlet {
        private transient volatile BaileyServlet servlet;

        void serve(Bridge bridge) {
            servlet = new BaileyServlet(bridge);
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) {
            try {
                servlet.service((ServletRequest) request, response);
            } catch (IOException | ServletException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @EnableAutoConfiguration
    static class Host {
        @Bean
        Serving serving() {
            return new Serving();
        }

        @Bean
        Bridge baileyBridge() {
            return Bridge.builder()
                    .config(ConfigLoader.load(
                            "host.yaml",
                            "services: {s: {url: 'tcp://127.0.0.1:1'}}\nroutes: [{rpc: m, http: GET /m, service: s}]",
                            Map.of()))
                    .service("s", RpcHandler.of(request -> request))
                    .build();
        }

        @Bean
        ServletRegistrationBean<Serving> baileyServlet(Serving serving) {
            ServletRegistrationBean<Serving> registration = new ServletRegistrationBean<>(serving, "/*");
            registration.setAsyncSupported(true);
            return registration;
        }
    }
}
