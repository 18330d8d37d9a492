package dev.bailey.http;

import dev.bailey.call.Call;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long the caller itself will wait, as it says in a header. What cannot be read says nothing. */
public final class CallerTimeout {
    /** Milliseconds, as Envoy sends them. */
    public static final String ENVOY = "x-envoy-expected-rq-timeout-ms";

    private static final String GRPC = "grpc-timeout";
    private static final int MAX_DIGITS = 8;

    private CallerTimeout() {}

    /** Tells the call what its caller allows. */
    public static void apply(Headers headers, Call call) {
        String envoy = headers.first(ENVOY);
        if (envoy != null) {
            allow(call, envoy, envoy.length(), TimeUnit.MILLISECONDS);
        }
        String grpc = headers.first(GRPC);
        if (grpc != null && !grpc.isEmpty()) {
            allow(call, grpc, grpc.length() - 1, unit(grpc.charAt(grpc.length() - 1)));
        }
    }

    /** The units of gRPC over HTTP/2, "Timeout". */
    private static @Nullable TimeUnit unit(char unit) {
        return switch (unit) {
            case 'H' -> TimeUnit.HOURS;
            case 'M' -> TimeUnit.MINUTES;
            case 'S' -> TimeUnit.SECONDS;
            case 'm' -> TimeUnit.MILLISECONDS;
            case 'u' -> TimeUnit.MICROSECONDS;
            case 'n' -> TimeUnit.NANOSECONDS;
            default -> null;
        };
    }

    private static void allow(Call call, String value, int end, @Nullable TimeUnit unit) {
        if (unit == null || end == 0 || end > MAX_DIGITS) {
            return;
        }
        long amount = 0;
        for (int i = 0; i < end; i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return;
            }
            amount = amount * 10 + digit;
        }
        call.callerAllows(unit.toNanos(amount));
    }
}
