package dev.bailey.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the documentation shows is what the loader takes. */
class DocumentedConfigurationTest {
    private static final Path DOCS = Path.of("..", "..", "docs");

    @Test
    void theWholeFileOfTheConfigurationPageLoads() throws IOException {
        String page = Files.readString(DOCS.resolve("configuration.md"));
        int start = page.indexOf("```yaml") + "```yaml".length();
        BridgeConfig config =
                ConfigLoader.load("configuration.md", page.substring(start, page.indexOf("```", start)), Map.of());
        assertEquals(LimitsConfig.DEFAULT, config.limits());
        assertEquals(HttpConfig.DEFAULT, config.http());
        assertEquals(BridgeConfig.DRAIN_TIMEOUT, config.drainTimeout());
    }

    @Test
    void everyExampleLoads() throws IOException {
        List<BridgeConfig> examples = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(DOCS.resolve("examples"), "*.yaml")) {
            files.forEach(file -> examples.add(ConfigLoader.load(file, Map.of())));
        }
        assertFalse(examples.isEmpty());
    }
}
