package dev.bailey.servlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever takes the servlet takes nothing else with it: the build wrote down what that is. */
final class DependencyTreeTest {
    @Test
    void theServletBringsNothingButTheCoreAndWhatItStandsOn() throws IOException {
        String classPath = Files.readString(Path.of("target/runtime-class-path"), StandardCharsets.UTF_8)
                .strip();
        assertTrue(!classPath.isEmpty(), "the build writes the class path of the artifact");
        List<String> artifacts = List.of(classPath.split(System.getProperty("path.separator"))).stream()
                .map(path -> Path.of(path).getFileName().toString().replaceFirst("-\\d.*", ""))
                .map(name -> name.equals("classes") ? "bailey-core" : name)
                .sorted()
                .toList();
        assertEquals(List.of("bailey-core", "jspecify", "snakeyaml-engine"), artifacts);
    }
}
