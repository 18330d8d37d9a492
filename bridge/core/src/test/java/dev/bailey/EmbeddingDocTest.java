package dev.bailey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/embedding.md: every snippet stands in something that the build compiles and runs, word for word, and every host has its steps. */
final class EmbeddingDocTest {
    private static final Path ROOT = Path.of("../..");

    /** What a reader types is not a part of a program. */
    private static final Pattern SNIPPET = Pattern.compile("```(?!console)(\\w+)\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern STEP = Pattern.compile("(?m)^(\\d)\\. ");

    /** What runs it. */
    private static final List<String> SOURCES = List.of(
            "bridge/servlet/src/test/java/dev/bailey/servlet/EmbeddingDocIT.java",
            "bridge/servlet/src/test/java/dev/bailey/servlet/JettyHost.java",
            "bridge/vertx/src/test/java/dev/bailey/vertx/EmbeddingDocIT.java",
            "bridge/vertx/src/test/java/dev/bailey/vertx/DispatchersIT.java",
            "bridge/spring-boot-starter/src/main/java/dev/bailey/spring/TomcatTargets.java",
            "bridge/hosts/application/src/main/java/dev/bailey/hosts/Ads.java",
            "bridge/hosts/application/src/main/resources/application.properties",
            "bridge/hosts/pom.xml",
            "bridge/hosts/spring-boot-3/pom.xml",
            "bridge/hosts/spring-boot-4/pom.xml",
            "bridge/bom/pom.xml");

    @Test
    void everySnippetIsInWhatRuns() throws IOException {
        List<String> sources = new ArrayList<>();
        for (String source : SOURCES) {
            sources.add(comparable(read(source)));
        }
        List<MatchResult> snippets =
                SNIPPET.matcher(read("docs/embedding.md")).results().toList();
        assertTrue(snippets.size() > 12, () -> "found " + snippets.size());
        for (MatchResult snippet : snippets) {
            String text = comparable(snippet.group(2));
            assertTrue(sources.stream().anyMatch(source -> source.contains(text)), snippet.group());
        }
    }

    /** Wherever lines are broken; a file's folder is the reader's own, and an artifact's version is the BOM's. */
    private static String comparable(String text) {
        return text.replace("Path.of(\"bailey.yaml\")", "folder.resolve(\"bailey.yaml\")")
                .replaceAll("<version>.*</version>", "")
                .replaceAll("\\s+", "");
    }

    @Test
    void everyHostHasItsFiveSteps() throws IOException {
        String doc = read("docs/embedding.md");
        for (String host : List.of("in a servlet container", "In Spring Boot 3 or 4", "On Vert.x")) {
            int from = doc.indexOf(host + "\n");
            assertTrue(from >= 0, host);
            String section = doc.substring(from, doc.indexOf("\n## ", from));
            List<String> steps =
                    STEP.matcher(section).results().map(step -> step.group(1)).toList();
            assertEquals(List.of("1", "2", "3", "4", "5"), steps, host);
        }
    }

    private static String read(String path) throws IOException {
        return Files.readString(ROOT.resolve(path));
    }
}
