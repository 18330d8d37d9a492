package dev.bailey.sidecar.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the runtime directory, step by step; says what it does on stdout. Run by the build's profile {@code image}. */
public final class ImageBuild {
    /**
     * No XML, no naming services, no management: Bailey, Vert.x and Netty do without. jdk.unsupported has the signals and what
     * Netty still takes from Unsafe.
     */
    private static final String MODULES = "java.base,java.logging,jdk.unsupported";

    private final Path target;
    private final Path sources;
    private final RuntimeDirectory image;

    private ImageBuild(Path target, Path sources, RuntimeDirectory image) {
        this.target = target;
        this.sources = sources;
        this.image = image;
    }

    /**
     * Arguments: the sidecar's {@code target}, its jar there, and its {@code src/main}; the time to set on all files; the place where the directory
     * will stand; the folder of the JDK to take, or {@code best} for the best that is found.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path root = Path.of(args[0], "image").toAbsolutePath();
        Path home = Path.of(args[4]);
        Optional<Path> named =
                Optional.of(args[5]).filter(jdk -> !jdk.equals("best")).map(Path::of);
        Jdk jdk = Jdk.best(JdkPlaces.here(named))
                .orElseThrow(() -> new IOException(named.map(place -> "no JDK 17 or newer with jlink in " + place)
                        .orElse("no JDK 17 or newer with jlink was found; name one with -Dimage.jdk=FOLDER")));
        new ImageBuild(Path.of(args[0]), Path.of(args[2]), new RuntimeDirectory(root, home, args[1]))
                .make(jdk, FileTime.from(Instant.parse(args[3])));
    }

    private void make(Jdk jdk, FileTime time) throws IOException, InterruptedException {
        if (!jdk.isFull()) {
            say("JDK " + jdk.feature()
                    + " is the newest that was found: the image goes without a cache of classes and compact"
                    + " headers, starts slower and does not fit 64 MiB. With a JDK " + Jdk.FULL
                    + " beside it, or named by -Dimage.jdk=FOLDER, it has both");
        }
        image.clear();
        image.copyJars(target);
        if (!image.takeMaterials(target)) {
            say("the image goes without its bill of materials: CycloneDX makes none when Maven is offline");
        }
        link(jdk);
        image.setTimes(time); // the cache is made for these files
        List<String> lines =
                Files.readAllLines(sources.resolve("jvm").resolve(jdk.isFull() ? "jdk25.flags" : "jdk17.flags"));
        if (jdk.isFull()) {
            train(JvmFlags.of("sidecar", lines));
        }
        writeArguments(lines, jdk.isFull());
        image.setTimes(time);
        say("made " + image.root() + " with Java " + jdk.feature());
    }

    private void link(Jdk jdk) throws IOException, InterruptedException {
        say("linking a Java of " + MODULES + " from " + jdk.home());
        Tool.run(List.of(
                jdk.tool("jlink").toString(),
                "--add-modules",
                MODULES,
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                image.java().toString()));
        if (!jdk.isFull()) {
            // the next best thing: an archive of the JDK's own classes
            Tool.run(List.of(image.java().resolve("bin/java").toString(), "-Xshare:dump"));
        }
    }

    /** Two steps: a run that is recorded, and the cache that is made of the record. */
    private void train(JvmFlags flags) throws IOException, InterruptedException {
        say("training: a run with calls of every kind, then the cache of the classes that it loaded");
        Path record = target.resolve("bailey.aotconf");
        Training.run(with(flags, "-XX:AOTMode=record", "-XX:AOTConfiguration=" + record), flags.environment());
        Tool.run(
                with(flags, "-XX:AOTMode=create", "-XX:AOTConfiguration=" + record, "-XX:AOTCache=" + image.cache()),
                flags.environment());
        Files.delete(record);
        // a cache that does not fit is an error in this mode, and only in this one
        for (String profile : RuntimeDirectory.PROFILES) {
            check(profile);
        }
    }

    private void check(String profile) throws IOException, InterruptedException {
        JvmFlags flags = JvmFlags.of(profile, Files.readAllLines(sources.resolve("jvm/jdk25.flags")));
        List<String> command = with(flags, "-XX:AOTMode=on", "-XX:AOTCache=" + image.cache());
        command.add("--version");
        Tool.run(command, flags.environment());
    }

    private List<String> with(JvmFlags flags, String... more) {
        List<String> words = new ArrayList<>(flags.words());
        words.addAll(List.of(more));
        return image.command(words);
    }

    private void writeArguments(List<String> lines, boolean cached) throws IOException {
        for (String profile : RuntimeDirectory.PROFILES) {
            List<String> words =
                    image.words(profile, JvmFlags.of(profile, lines).words(), cached);
            Files.writeString(image.arguments(profile), RuntimeDirectory.argumentFile(words));
        }
        Files.createDirectories(image.script().getParent());
        String script = Files.readString(sources.resolve("image/bailey"))
                .replace("@home@", image.home().toString())
                .replace("@environment@", environmentCases(lines));
        Files.writeString(image.script(), script);
        Files.setPosixFilePermissions(image.script(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The branches of the script's {@code case}, one a profile. */
    private static String environmentCases(List<String> lines) {
        return RuntimeDirectory.PROFILES.stream()
                .map(profile -> "    " + profile + ") "
                        + exports(JvmFlags.of(profile, lines).environment()) + ";;")
                .collect(Collectors.joining("\n"));
    }

    private static String exports(Map<String, String> environment) {
        return environment.entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "=" + variable.getValue() + " ")
                .collect(Collectors.joining());
    }

    @SuppressWarnings("SystemOut")
    private static void say(String line) {
        System.out.println("image: " + line);
    }
}
