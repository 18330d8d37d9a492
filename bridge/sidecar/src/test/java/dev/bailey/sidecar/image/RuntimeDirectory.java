package dev.bailey.sidecar.image;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the build makes: a Java, jars, the cache of classes, a file of arguments for each profile and a script.
 *
 * @param root where it is made
 * @param home where it will stand, by the words of its argument files
 */
record RuntimeDirectory(Path root, Path home) {
    static final List<String> PROFILES = List.of("sidecar", "throughput");

    private static final String MAIN = "dev.bailey.sidecar.Main";

    Path java() {
        return root.resolve("java");
    }

    Path lib() {
        return root.resolve("lib");
    }

    Path cache() {
        return lib().resolve("bailey.aot");
    }

    Path script() {
        return root.resolve("bin/bailey");
    }

    Path arguments(String profile) {
        return root.resolve(profile + ".args");
    }

    /** The command that starts Java as it stands here, up to Bailey's own arguments. */
    List<String> command(List<String> flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(java().resolve("bin/java").toString()));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath(root), MAIN));
        return command;
    }

    /** The words of a profile's argument file: all that Java is told. */
    List<String> words(List<String> flags, boolean cached) throws IOException {
        List<String> words = new ArrayList<>(flags);
        if (cached) {
            words.add("-XX:AOTCache=" + home.resolve(root.relativize(cache())));
        }
        words.addAll(List.of("-cp", classPath(home), MAIN));
        return words;
    }

    /** One jar: its manifest names the others. */
    private String classPath(Path base) throws IOException {
        try (Stream<Path> jars = Files.list(lib())) {
            Path jar = jars.filter(file -> file.getFileName().toString().startsWith("bailey-sidecar-"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no bailey-sidecar-….jar in " + lib()));
            return base.resolve(root.relativize(jar)).toString();
        }
    }

    /** Removes what an older build left. */
    void clear() throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Sets one time on everything, so that the same build makes the same image. */
    void setTimes(FileTime time) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                Files.setLastModifiedTime(path, time);
            }
        }
    }

    /** A file of arguments as Java reads it: a word a line, in quotes where there is a space in it. */
    static String argumentFile(List<String> words) {
        return words.stream()
                .map(word -> word.contains(" ") ? '"' + word + '"' : word)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Copies the jars of a folder. */
    void copyJars(Path folder) throws IOException {
        Files.createDirectories(lib());
        File[] jars = folder.toFile().listFiles((parent, name) -> name.endsWith(".jar"));
        if (jars == null) {
            throw new IOException("there is no folder " + folder);
        }
        for (File jar : jars) {
            Files.copy(jar.toPath(), lib().resolve(jar.getName()));
        }
    }
}
