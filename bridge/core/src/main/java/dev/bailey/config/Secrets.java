package dev.bailey.config;

import java.util.List;
import java.util.Locale;

/** What is not shown. */
final class Secrets {
    static final String MASK = "******";

    private static final List<String> WORDS = List.of("password", "secret", "token", "key");

    private Secrets() {}

    /** Whether the name of a key says that its value is a secret. */
    static boolean saidBy(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return WORDS.stream().anyMatch(lower::contains);
    }
}
