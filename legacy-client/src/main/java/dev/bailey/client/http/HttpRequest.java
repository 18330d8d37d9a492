package dev.bailey.client.http;

import dev.bailey.http.CallerTimeout;
import dev.bailey.http.Headers;
import dev.bailey.http.Payload;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A request with its whole body.
 *
 * @param target in origin form, without the address's base path
 * @param headers those that concern the connection, frame the message or say how long the caller waits are not sent
 * @param remainingNanos until the deadline
 */
public record HttpRequest(String verb, String target, Headers headers, Payload body, OptionalLong remainingNanos) {
    private static final Set<String> OURS = Set.of("host", "expect", "grpc-timeout", CallerTimeout.ENVOY);
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    boolean isHead() {
        return verb.equals("HEAD");
    }

    /** Whether the service would wait for a body unless told that there is none. */
    boolean saysLength() {
        return body.length() > 0 || WITH_BODY.contains(verb);
    }

    /**
     * Whether it can be written without becoming another one, or two: whoever made it has checked that, and this is the last
     * place that can.
     */
    public boolean isSound() {
        boolean[] sound = {
            Tokens.isToken(verb) && target.startsWith("/") && target.chars().allMatch(c -> c > ' ' && c < 0x7f)
        };
        headers.forEach((name, value) -> sound[0] &= Tokens.isToken(name) && Tokens.isValue(value));
        return sound[0];
    }

    static boolean isOurs(String name) {
        return OURS.contains(name.toLowerCase(Locale.ROOT));
    }

    /** What Envoy calls the expected timeout; never 0, which would mean none. */
    OptionalLong timeoutMillis() {
        return remainingNanos.isEmpty()
                ? remainingNanos
                : OptionalLong.of(Math.max(1, TimeUnit.NANOSECONDS.toMillis(remainingNanos.getAsLong())));
    }
}
