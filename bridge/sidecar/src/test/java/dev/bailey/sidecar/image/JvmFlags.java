package dev.bailey.sidecar.image;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a profile says to Java.
 *
 * @param words flags, in their order
 * @param environment variables
 */
record JvmFlags(List<String> words, Map<String, String> environment) {

    /** Reads a file of flags as {@code jdk25.flags} describes its format. */
    static JvmFlags of(String profile, List<String> lines) {
        Map<String, String> environment = new LinkedHashMap<>();
        words(profile, lines).filter(word -> !word.startsWith("-")).forEach(word -> {
            int equals = word.indexOf('=');
            environment.put(word.substring(0, equals), word.substring(equals + 1));
        });
        List<String> flags =
                words(profile, lines).filter(word -> word.startsWith("-")).toList();
        return new JvmFlags(flags, environment);
    }

    private static Stream<String> words(String profile, List<String> lines) {
        return lines.stream()
                .map(line -> line.split(" ", 2))
                .filter(parts -> parts[0].equals(profile) || parts[0].equals("both"))
                .map(parts -> parts[1].strip());
    }
}
