package dev.bailey.sidecar.image;

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
 * @param jar the name of the jar that is the class path: its manifest names the others
 */
record RuntimeDirectory(Path root, Path home, String jar) {
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

    /** The bill of materials of the jars, CycloneDX in JSON. */
    Path materials() {
        return root.resolve("bailey.cdx.json");
    }

    Path arguments(String profile) {
        return root.resolve(profile + ".args");
    }

    /** The command that starts Java as it stands here, up to Bailey's own arguments. */
    List<String> command(List<String> flags) {
        List<String> command =
                new ArrayList<>(List.of(java().resolve("bin/java").toString()));
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath(root), MAIN));
        return command;
    }

    /** The words of a profile's argument file: all that Java is told. */
    List<String> words(String profile, List<String> flags, boolean cached) {
        List<String> words = new ArrayList<>(flags);
        words.add("-Dbailey.profile=" + profile);
        if (cached) {
            words.add("-Dbailey.classCache=expected");
            words.add("-XX:AOTCache=" + home.resolve(root.relativize(cache())));
        }
        words.addAll(List.of("-cp", classPath(home), MAIN));
        return words;
    }

    private String classPath(Path base) {
        return base.resolve("lib").resolve(jar).toString();
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

    /** Takes the bill of materials, so that no later build finds an old one; tells whether there was one. */
    boolean takeMaterials(Path target) throws IOException {
        Path made = target.resolve(materials().getFileName());
        if (!Files.exists(made)) {
            return false;
        }
        Files.move(made, materials());
        return true;
    }

    /** Takes the sidecar's jar and those in the folder {@code lib} beside it. */
    void copyJars(Path target) throws IOException {
        Files.createDirectories(lib());
        Files.copy(target.resolve(jar), lib().resolve(jar));
        try (Stream<Path> others = Files.list(target.resolve("lib"))) {
            for (Path other : others.toList()) {
                Files.copy(other, lib().resolve(other.getFileName().toString()));
            }
        }
    }
}
