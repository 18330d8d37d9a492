package dev.bailey.k8s;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Software of others that tests run. Where it is missing they are skipped, unless BAILEY_PEERS=required. */
final class Installed {
    private Installed() {}

    /** The whole path of a command. */
    static String command(String name, String from) {
        Optional<Path> found = find(name);
        need(found.isPresent(), name + " is not installed (" + from + ")");
        return found.orElseThrow().toString();
    }

    /** Fails where nothing may be missing, for then there is no doing without. */
    static void mayLack(String missing) {
        assertFalse("required".equals(System.getenv("BAILEY_PEERS")), missing);
    }

    /** Skips the test when something is not there; fails it where nothing may be missing. */
    static void need(boolean there, String missing) {
        if ("required".equals(System.getenv("BAILEY_PEERS"))) {
            assertTrue(there, missing);
        }
        assumeTrue(there, missing);
    }

    static Optional<Path> find(String name) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
