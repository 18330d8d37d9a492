package dev.bailey.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.json.Json;
import dev.bailey.rpc.RpcError;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcReply;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        "--bailey.routes[1].rpc=refuse",
        "--bailey.routes[1].http=GET /refused/{code}",
        "--bailey.routes[1].service=refusing",
        "--bailey.routes[1].types.code=integer",
        "--bailey.routes[1].errors[-1]=409",
        "--bailey.routes[1].errors[-32001]=404",
        "--bailey.routes[1].errors[*]=418",
        "--bailey.routes[2].rpc=wait",
        "--bailey.routes[2].http=GET /waits",
        "--bailey.routes[2].service=waiting",
        "--bailey.routes[2].timeout=100ms",
        "--bailey.services.refusing.url=tcp://127.0.0.1:4002",
        "--bailey.services.waiting.url=tcp://127.0.0.1:4003",
    };

    @Test
    void areServed() throws Exception {
        try (Running application = new Running(Inline.class, ROUTES)) {
            HttpResponse<String> answer = application.post("/said/7", "{\"a\": 1}");
            assertEquals("{\"name\":7,\"a\":1,\"source\":\"7\"}", answer.body());
            assertEquals(201, answer.statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 409", "-32001, 404", "7, 418"})
    void errorsKeepTheirKeys(String code, int status) throws Exception {
        try (Running application = new Running(Inline.class, ROUTES)) {
            assertEquals(status, application.get("/refused/" + code).statusCode());
        }
    }

    @Test
    void codeThatNeverAnswersHoldsUpNoEnd() throws Exception {
        assertTimeoutPreemptively(Duration.ofMinutes(1), () -> {
            try (Running application = new Running(Inline.class, ROUTES)) {
                assertEquals(504, application.get("/waits").statusCode());
            }
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--bailey.routes[0].service=ekko | there is no service 'ekko'",
                "--bailey.limitz.batch=3 | the property 'bailey.limitz.batch' is unknown",
                "--bailey.routes[1].errors.-1=404 | in brackets, in YAML \"[-1]\"",
                "--bailey.routes[1].errors.*=404 | in brackets, in YAML \"[*]\"",
                "--bailey.config=classpath:bailey.yaml | does not count beside 'bailey.config'",
            })
    void areRefusedWithTheirProblems(String wrong, String message) {
        String name = wrong.substring(0, wrong.indexOf('=') + 1);
        String[] broken = Stream.concat(
                        Arrays.stream(ROUTES).filter(right -> !right.startsWith(name)), Stream.of(wrong))
                .toArray(String[]::new);
        Throwable failed = assertThrows(RuntimeException.class, () -> new Running(Inline.class, broken));
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        assertTrue(all.toString().contains(message), all.toString());
    }

    /** The application without its components; itself none, or the application would find it. */
    @EnableAutoConfiguration
    static class Inline {
        @Bean("echo")
        RpcHandler echo() {
            return new Application().echo();
        }

        @Bean("refusing")
        RpcHandler refusing() {
            return request -> CompletableFuture.completedFuture(new RpcReply.ServiceError(
                    RpcError.of(Integer.parseInt(request.params().member("code").toString()), "no", Json.ABSENT)));
        }

        @Bean("waiting")
        RpcHandler waiting() {
            return request -> new CompletableFuture<>();
        }
    }
}
