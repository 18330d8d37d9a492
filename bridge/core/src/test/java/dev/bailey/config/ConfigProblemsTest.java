package dev.bailey.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The table in {@code problems.txt}: {@code ### what is wrong}, the file, then {@code >>> line:column: message} for
 * each problem that is told, in that order and no other.
 */
class ConfigProblemsTest {
    private static final String CASE = "### ";
    private static final String PROBLEM = ">>> ";

    private record BadFile(String title, String yaml, List<String> problems) {}

    @TestFactory
    Stream<DynamicTest> eachProblemIsToldWhereItIs() {
        return badFiles()
                .map(bad -> DynamicTest.dynamicTest(bad.title(), () -> {
                    ConfigException thrown = assertThrows(
                            ConfigException.class,
                            () -> ConfigLoader.load("f.yaml", bad.yaml(), Map.of("WORD", "word")));
                    String expected =
                            bad.problems().stream().map("f.yaml:"::concat).collect(Collectors.joining("\n"));
                    assertEquals(expected, thrown.getMessage());
                }));
    }

    @Test
    void theTableIsLong() {
        assertTrue(badFiles().count() > 80);
    }

    private static Stream<BadFile> badFiles() {
        List<BadFile> files = new ArrayList<>();
        for (String part : ConfigSamples.text("problems.txt").split("(?m)^" + CASE, -1)) {
            List<String> lines = part.lines().toList();
            if (!lines.isEmpty()) {
                files.add(new BadFile(lines.get(0), yaml(lines), problems(lines)));
            }
        }
        return files.stream();
    }

    private static String yaml(List<String> lines) {
        return lines.stream()
                .skip(1)
                .takeWhile(line -> !line.startsWith(PROBLEM))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static List<String> problems(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(PROBLEM))
                .map(line -> line.substring(PROBLEM.length()))
                .toList();
    }
}
