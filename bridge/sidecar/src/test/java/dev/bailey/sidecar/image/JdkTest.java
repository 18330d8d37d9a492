package dev.bailey.sidecar.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {
    @TempDir
    Path folder;

    @Test
    void theNeighbourWithEverythingIsBetterThanTheOneThatWasNamed() throws IOException {
        Path old = jdk("a-17", "17.0.15");
        jdk("b-8", "1.8.0_292");
        Path full = jdk("c-25", "25.0.3");
        assertEquals(Optional.of(new Jdk(full, 25)), Jdk.best(JdkPlaces.withNeighbours(List.of(old))));
    }

    @Test
    void withoutAFullOneTheFirstWillDo() throws IOException {
        Path first = jdk("b-17", "17.0.15");
        jdk("a-21", "21-ea");
        assertEquals(Optional.of(new Jdk(first, 17)), Jdk.best(JdkPlaces.withNeighbours(List.of(first))));
    }

    @Test
    void whatIsTooOldOrHasNoJlinkIsNone() throws IOException {
        Path old = jdk("b-8", "1.8.0_292");
        Path runtime = jdk("jre-25", "25.0.3");
        Files.delete(runtime.resolve("bin/jlink"));
        assertEquals(Optional.empty(), Jdk.best(JdkPlaces.withNeighbours(List.of(old))));
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Path jlink = Files.writeString(home.resolve("bin/jlink"), "");
        Files.setPosixFilePermissions(jlink, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Debian\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
