package dev.bailey.sidecar.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {
    @Test
    void aProfileTakesItsOwnLinesAndTheCommonOnes() {
        List<String> lines = List.of(
                "# sidecar -Xcomment",
                "",
                "sidecar -Xmx24m",
                "both -Xb",
                "throughput -Xt",
                "sidecar A=b=c",
                "without-sidecar -Xn (Java 25)");
        assertEquals(new JvmFlags(List.of("-Xmx24m", "-Xb"), Map.of("A", "b=c")), JvmFlags.of("sidecar", lines));
        assertEquals(new JvmFlags(List.of("-Xb", "-Xt"), Map.of()), JvmFlags.of("throughput", lines));
    }

    @Test
    void theRealFilesAreRead() throws IOException {
        for (String file : List.of("jdk17.flags", "jdk25.flags")) {
            JvmFlags flags = JvmFlags.of("sidecar", Files.readAllLines(Path.of("src/main/jvm", file)));
            assertTrue(flags.words().contains("-XX:+UseSerialGC"), file);
            assertEquals(Map.of("MALLOC_ARENA_MAX", "1"), flags.environment(), file);
        }
    }

    @Test
    void anArgumentFileQuotesWordsWithSpaces() {
        assertEquals(
                "-Xmx24m\n\"-Da=b c\"\nMain\n", RuntimeDirectory.argumentFile(List.of("-Xmx24m", "-Da=b c", "Main")));
    }
}
