package dev.bailey.log;

/**
 * One line of the log of calls. No field comes from a caller: whatever comes in, lines stay well formed and bounded.
 *
 * @param route its name, or {@code _other}
 * @param delivery whether the request reached the service
 * @param attempts at the service; 0 if it never came to one
 * @param suppressed lines of the same route and outcome that were left out since the last one
 * @param detail why it ended so; may be empty
 */
public record CallLine(
        String route,
        String direction,
        String outcome,
        double milliseconds,
        String delivery,
        int attempts,
        long suppressed,
        String detail) {}
