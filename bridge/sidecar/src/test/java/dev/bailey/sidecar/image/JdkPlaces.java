package dev.bailey.sidecar.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where JDKs may be, most wanted first: what was named, what runs this, what the system lists, and the neighbours of those. */
final class JdkPlaces {
    private JdkPlaces() {}

    /**
     * On this machine.
     *
     * @param named by whoever builds; then it is the only place
     */
    static List<Path> here(Optional<Path> named) throws InterruptedException {
        if (named.isPresent()) {
            return List.of(named.get());
        }
        List<Path> known = new ArrayList<>();
        Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(known::add);
        known.add(Path.of(System.getProperty("java.home")));
        known.addAll(alternatives());
        return withNeighbours(known);
    }

    /** The places themselves, then every folder beside one of them. */
    static List<Path> withNeighbours(List<Path> known) {
        Set<Path> all = new LinkedHashSet<>(known);
        for (Path home : known) {
            Path folder = home.toAbsolutePath().getParent();
            if (folder != null) {
                all.addAll(inside(folder));
            }
        }
        return List.copyOf(all);
    }

    private static List<Path> inside(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** What Debian and its kin list: {@code /…/bin/java} a line. */
    private static List<Path> alternatives() throws InterruptedException {
        try {
            return Tool.run(List.of("update-alternatives", "--list", "java"))
                    .lines()
                    .map(line -> Path.of(line).getParent())
                    .flatMap(bin -> Stream.ofNullable(bin == null ? null : bin.getParent()))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
