package dev.bailey.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.rpc.RpcHandler;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Routes among the application's properties instead of in a file. */
class InlineRoutesIT {
    private static final String[] ROUTES = {
        "--bailey.config=",
        "--bailey.services.echo.url=tcp://127.0.0.1:4001",
        "--bailey.services.echo.version=2.0",
        "--bailey.services.echo.concurrency.max=8",
        "--bailey.services.echo.concurrency.adaptive=false",
        "--bailey.routes[0].rpc=echo",
        "--bailey.routes[0].http=POST /said/{name}",
        "--bailey.routes[0].service=echo",
        "--bailey.routes[0].types.name=json",
        "--bailey.routes[0].status=201",
        "--bailey.routes[0].constants.source=7",
    };

    @Test
    void areServed() throws Exception {
        try (Running application = new Running(Inline.class, ROUTES)) {
            HttpResponse<String> answer = application.post("/said/7", "{\"a\": 1}");
            assertEquals("{\"name\":7,\"a\":1,\"source\":\"7\"}", answer.body());
            assertEquals(201, answer.statusCode());
        }
    }

    @Test
    void areRefusedWithTheirProblems() {
        String[] broken = ROUTES.clone();
        broken[7] = "--bailey.routes[0].service=ekko";
        Throwable failed = assertThrows(RuntimeException.class, () -> new Running(Inline.class, broken));
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        assertTrue(all.toString().contains("there is no service 'ekko'"), all.toString());
    }

    /** The application without its components; itself none, or the application would find it. */
    @EnableAutoConfiguration
    static class Inline {
        @Bean("echo")
        RpcHandler echo() {
            return new Application().echo();
        }
    }
}
