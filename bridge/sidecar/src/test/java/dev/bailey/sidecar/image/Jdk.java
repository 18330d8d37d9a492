package dev.bailey.sidecar.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A JDK that a runtime can be linked from.
 *
 * @param feature 17, 21, 25 …
 */
record Jdk(Path home, int feature) {
    /** From here on there are compact headers and a cache of classes that one training run makes. */
    static final int FULL = 25;

    /** The oldest that runs Bailey. */
    static final int OLDEST = 17;

    private static final String VERSION = "JAVA_VERSION=\"";

    /** What stands in a folder, if it is a JDK with jlink. */
    static Optional<Jdk> at(Path home) {
        if (!Files.isExecutable(home.resolve("bin/jlink")) || !Files.isReadable(home.resolve("release"))) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(home.resolve("release")).stream()
                    .filter(line -> line.startsWith(VERSION))
                    .map(line -> new Jdk(home, feature(line.substring(VERSION.length()))))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static int feature(String version) {
        String digits = version.replaceFirst("^1\\.", "").replaceFirst("\\D.*$", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    /** The first of the places with a JDK that has everything; else the first that runs Bailey at all. */
    static Optional<Jdk> best(List<Path> homes) {
        List<Jdk> there = homes.stream()
                .flatMap(home -> at(home).stream())
                .filter(jdk -> jdk.feature() >= OLDEST)
                .toList();
        return there.stream().filter(Jdk::isFull).findFirst().or(() -> there.stream()
                .findFirst());
    }

    boolean isFull() {
        return feature >= FULL;
    }

    Path tool(String name) {
        return home.resolve("bin").resolve(name);
    }
}
