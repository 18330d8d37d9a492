package dev.bailey.sidecar.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code bailey} on a small tree of its own, with a Maven and a Java that only tell how they were called. */
@Timeout(120)
class LauncherIT {
    private static final Path LAUNCHER =
            Path.of("../../bailey").toAbsolutePath().normalize();
    private static final Path FLAGS = Path.of("src/main/jvm").toAbsolutePath();

    @TempDir
    Path folder;

    private Path tree;

    @BeforeEach
    void layTree() throws IOException {
        tree = folder.resolve("a tree");
        for (String module :
                List.of("bridge/bom", "bridge/core", "bridge/vertx", "bridge/sidecar", "legacy-client", "load-tests")) {
            write(module + "/pom.xml", "<project/>");
            write(module + "/src/main/java/A.java", "class A {}");
        }
        write("pom.xml", "<project/>");
        Path jvm = Files.createDirectories(tree.resolve("bridge/sidecar/src/main/jvm"));
        for (String file : List.of("jdk17.flags", "jdk25.flags")) {
            Files.copy(FLAGS.resolve(file), jvm.resolve(file));
        }
        Files.copy(LAUNCHER, tree.resolve("bailey"));
        script("bin/mvn", """
                echo built >> "$TREE/builds"
                [ -z "$BUILD_FAILS" ] || { echo 'COMPILATION ERROR'; exit 1; }
                mkdir -p "$TREE/bridge/sidecar/target/lib"
                : > "$TREE/bridge/sidecar/target/lib/core.jar"
                : > "$TREE/bridge/sidecar/target/bailey-sidecar-1.jar"
                mkdir -p "$TREE/load-tests/target/lib"
                : > "$TREE/load-tests/target/lib/gatling.jar"
                : > "$TREE/load-tests/target/bailey-load-tests-1.jar"
                """);
        java("jdk", "17.0.2");
    }

    @Test
    void buildsOnceAndThenOnlyWhenContentsChange() throws Exception {
        Run first = bailey("run", "-c", "two words");
        assertEquals(0, first.exitCode(), first.err());
        assertTrue(first.err().contains("bailey: building"), first.err());
        assertTrue(first.out().endsWith("|dev.bailey.sidecar.Main|run|-c|two words"), first.out());
        assertTrue(first.out().contains("/core.jar"), first.out());

        assertEquals("", bailey("run").err(), "nothing to say when nothing is built");
        Path source = tree.resolve("bridge/core/src/main/java/A.java");
        Files.setLastModifiedTime(source, FileTime.fromMillis(0));
        bailey("run");
        assertEquals(1, builds(), "times do not count");
        Files.writeString(source, "class A { int b; }");
        bailey("run");
        assertEquals(2, builds());
        Files.delete(tree.resolve("legacy-client/src/main/java/A.java"));
        bailey("run");
        assertEquals(3, builds(), "a file that is gone is a change");
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        Process one = start("run");
        Process two = start("run");
        assertEquals(0, one.waitFor());
        assertEquals(0, two.waitFor());
        assertEquals(1, builds());
    }

    @Test
    void aBuildThatFailsIsShownAndTriedAgain() throws Exception {
        Run failed = run(start("BUILD_FAILS=yes", "run"));
        assertEquals(1, failed.exitCode());
        assertTrue(failed.err().contains("COMPILATION ERROR"), failed.err());
        assertTrue(failed.err().contains("build.log"), failed.err());
        assertEquals(0, bailey("run").exitCode());
    }

    @Test
    void aKilledBuildsLockIsTakenOver() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        write("bridge/sidecar/target/launcher/lock/pid", dead.pid() + "\n");
        assertEquals(0, bailey("run").exitCode());
    }

    @Test
    void loadTestsHaveABuildAndAClassPathOfTheirOwn() throws Exception {
        Run run = bailey("loadtest", "--profile", "smoke");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().endsWith("|dev.bailey.load.LoadTest|--profile|smoke"), run.out());
        assertTrue(run.out().contains("|-Dbailey.root=" + tree + "|"), run.out());
        assertTrue(run.out().contains("/gatling.jar"), run.out());
        assertEquals(1, builds(), "what is compared is built with it");
        assertFalse(bailey("run").out().contains("gatling.jar"));
        assertEquals(1, builds());
        Files.writeString(tree.resolve("load-tests/src/main/java/A.java"), "class A { int b; }");
        bailey("run");
        assertEquals(1, builds(), "load tests are no part of it");
        bailey("loadtest");
        assertEquals(2, builds());
    }

    @Test
    void profilesChooseTheFlags() throws Exception {
        assertFalse(bailey("run").out().contains("UseSerialGC"), "throughput is the default here");
        Run small = run(start("BAILEY_PROFILE=sidecar", "run"));
        assertTrue(small.out().contains("|-XX:+UseSerialGC|"), small.out());
        assertFalse(small.out().contains("CompactObjectHeaders"), "Java 17 has none");
        assertEquals("", small.err());
        Run odd = run(start("BAILEY_PROFILE=fast", "run"));
        assertEquals(2, odd.exitCode());
        assertTrue(odd.err().contains("BAILEY_PROFILE is sidecar or throughput, not 'fast'"), odd.err());
    }

    @Test
    void whatAnOlderJavaLacksIsSaidWhenAsked() throws Exception {
        Run run = run(start("BAILEY_PROFILE=sidecar", "BAILEY_VERBOSE=1", "run"));
        assertTrue(run.err().contains("Java 17 goes without -XX:+UseCompactObjectHeaders (Java 25)"), run.err());
    }

    @Test
    void newerJavaGetsItsOwnFlags() throws Exception {
        java("jdk", "25.0.1");
        assertTrue(bailey("run").out().contains("|-XX:+UseCompactObjectHeaders|"));
    }

    @Test
    void anOldJavaIsRefusedByName() throws Exception {
        java("jdk", "1.8.0_292");
        Run run = run(start("PATH=" + folder.resolve("bin") + ":" + withoutJava(), "run"));
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("Java 17 or newer is needed"), run.err());
        assertTrue(run.err().contains("Java 8 in " + folder.resolve("jdk") + " is too old"), run.err());
    }

    @Test
    void worksThroughALinkFromAnywhere() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), tree.resolve("bailey"));
        ProcessBuilder builder = new ProcessBuilder(link.toString(), "schema")
                .directory(Path.of("/").toFile());
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().putAll(Map.of("TREE", tree.toString(), "BUILD_FAILS", ""));
        Run run = run(builder.start());
        assertTrue(run.out().endsWith("|dev.bailey.sidecar.Main|schema"), run.out() + run.err());
    }

    private record Run(int exitCode, String out, String err) {}

    private Run bailey(String... args) throws Exception {
        return run(start(args));
    }

    private Run run(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Run(process.exitValue(), out, err);
    }

    /** Starts it; words with an equals sign before the command are its environment. */
    private Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(tree.resolve("bailey").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("TREE", tree.toString());
        builder.environment().put("BUILD_FAILS", "");
        builder.environment().keySet().removeAll(List.of("BAILEY_PROFILE", "BAILEY_VERBOSE", "JAVA_OPTS"));
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0 && command.size() == 1) {
                builder.environment().put(word.substring(0, equals), word.substring(equals + 1));
            } else {
                command.add(word);
            }
        }
        return builder.start();
    }

    private int builds() throws IOException {
        return Files.readAllLines(tree.resolve("builds")).size();
    }

    /** A Java that prints its arguments, each with a bar before it. */
    private void java(String home, String version) throws IOException {
        script(home + "/bin/java", "printf '|%s' \"$@\"\n");
        script(home + "/bin/javac", "true\n");
        Files.writeString(folder.resolve(home + "/release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    /** A path on which the usual tools are, but no Java. */
    private Path withoutJava() throws IOException {
        for (String tool : List.of("dirname", "sed", "readlink")) {
            Path found = Files.exists(Path.of("/usr/bin", tool)) ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
            script("tools/" + tool, "exec " + found + " \"$@\"\n");
        }
        return folder.resolve("tools");
    }

    private void script(String path, String body) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void write(String path, String content) throws IOException {
        Path file = tree.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
