package dev.bailey.config;

import java.time.Duration;

/** Durations as the file has them: {@code 250ms}, {@code 2s}, {@code 1m}, {@code 1h}. */
final class Durations {
    private static final long MAX_NUMBER_DIGITS = 9;

    private Durations() {}

    /**
     * Reads a number and its unit.
     *
     * @throws IllegalArgumentException saying what a duration looks like
     */
    static Duration parse(String text) {
        int digits = 0;
        while (digits < text.length() && Digits.isDigit(text.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > MAX_NUMBER_DIGITS) {
            throw notOne();
        }
        long number = Long.parseLong(text, 0, digits, 10);
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> throw notOne();
        };
    }

    private static IllegalArgumentException notOne() {
        return new IllegalArgumentException("not a duration such as 250ms, 2s or 1m");
    }

    /** In the largest unit that needs no fraction. */
    static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 60 != 0 || seconds == 0) {
            return seconds + "s";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
    }
}
