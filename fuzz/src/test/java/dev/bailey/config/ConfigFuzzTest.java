package dev.bailey.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;

/** A file is a configuration or a list of problems, and a path a template or none: no other ends. */
class ConfigFuzzTest {
    @FuzzTest
    void aFileIsReadOrExplained(byte[] file) {
        try {
            assertNotNull(ConfigLoader.load("bailey.yaml", new String(file, UTF_8), Map.of()));
        } catch (ConfigException e) {
            assertFalse(e.problems().isEmpty());
        }
    }

    @FuzzTest
    void aTemplateIsReadBackFromWhatItSays(byte[] path) {
        PathTemplate template;
        try {
            template = PathTemplate.parse(new String(path, UTF_8));
        } catch (IllegalArgumentException e) {
            return;
        }
        assertEquals(template, PathTemplate.parse(template.toString()));
    }
}
