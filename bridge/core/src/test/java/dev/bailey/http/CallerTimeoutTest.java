package dev.bailey.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bailey.call.Call;
import dev.bailey.call.FakeLoop;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallerTimeoutTest {
    private static final long ROUTE = TimeUnit.DAYS.toNanos(365);

    @ParameterizedTest(name = "{0}: {1} is {2} ns")
    @CsvSource(quoteCharacter = '`', textBlock = """
            x-envoy-expected-rq-timeout-ms , 250       , 250000000
            X-Envoy-Expected-Rq-Timeout-Ms , 1         , 1000000
            x-envoy-expected-rq-timeout-ms , 0         , 0
            x-envoy-expected-rq-timeout-ms , 007       , 7000000
            x-envoy-expected-rq-timeout-ms , 99999999  , 99999999000000
            grpc-timeout                   , 1H        , 3600000000000
            grpc-timeout                   , 2M        , 120000000000
            grpc-timeout                   , 3S        , 3000000000
            grpc-timeout                   , 4m        , 4000000
            Grpc-Timeout                   , 5u        , 5000
            grpc-timeout                   , 6n        , 6
            grpc-timeout                   , 0S        , 0
            """)
    void whatTheCallerSaysLowersTheDeadline(String name, String value, long nanos) {
        assertEquals(nanos, allowed(Headers.of(name, value)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            x-envoy-expected-rq-timeout-ms , ``
            x-envoy-expected-rq-timeout-ms , -1
            x-envoy-expected-rq-timeout-ms , +1
            x-envoy-expected-rq-timeout-ms , 1.5
            x-envoy-expected-rq-timeout-ms , 1s
            x-envoy-expected-rq-timeout-ms , 0x10
            x-envoy-expected-rq-timeout-ms , `1, 2`
            x-envoy-expected-rq-timeout-ms , 100000000
            x-envoy-expected-rq-timeout-ms , ٧
            grpc-timeout                   , ``
            grpc-timeout                   , S
            grpc-timeout                   , 1
            grpc-timeout                   , 1s
            grpc-timeout                   , 1 S
            grpc-timeout                   , -1S
            grpc-timeout                   , 123456789n
            timeout                        , 1
            """)
    void whatCannotBeReadSaysNothing(String name, String value) {
        assertEquals(ROUTE, allowed(Headers.of(name, value)));
    }

    @Test
    void hoursBeyondAllClocksSayNothingLess() {
        assertEquals(ROUTE, allowed(Headers.of("grpc-timeout", "99999999H")));
    }

    @Test
    void theLowerOfBothCounts() {
        assertEquals(5_000_000, allowed(Headers.of("grpc-timeout", "5m", CallerTimeout.ENVOY, "7")));
        assertEquals(5_000_000, allowed(Headers.of("grpc-timeout", "7m", CallerTimeout.ENVOY, "5")));
    }

    private static long allowed(Headers headers) {
        Call call = Call.on(new FakeLoop());
        CallerTimeout.apply(headers, call);
        call.startDeadline(ROUTE);
        return call.remainingNanos().orElseThrow();
    }
}
