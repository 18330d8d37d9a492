package dev.bailey.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bailey.config.Endpoint;
import dev.bailey.config.PathTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which endpoint wins is in the facade table; here any table is held to a matcher that tries every template. */
final class EndpointTableTest {
    private static final List<String> TEMPLATE_SEGMENTS =
            List.of("a", "b", "ab", "abc", "a%20", "abd", "{}", "{}", "{}", "a{}", "ab{}", "b{}", "abc{}", "a%20{}");
    private static final List<String> PATH_SEGMENTS =
            List.of("a", "b", "ab", "abc", "abcd", "abd", "a%20", "a%20b", "c", "ba", "a%2Fb", "abab");

    private record Match(String template, List<String> values) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyTableFindsWhatTryingEveryTemplateFinds(long seed) {
        Random random = new Random(seed);
        Map<String, PathTemplate> templates = templates(random, 1 + random.nextInt(60));
        EndpointTable<String> table = new EndpointTable<>();
        templates.forEach((text, path) -> table.add(Endpoint.parse("GET " + text), text));
        for (int i = 0; i < 2_000; i++) {
            String path = path(random, PATH_SEGMENTS);
            Optional<Match> expected = naive(templates, path);
            EndpointTable.Found<String> found = table.find("GET", path);
            Optional<Match> actual = Optional.ofNullable(found).map(f -> new Match(f.target(), f.values()));
            assertEquals(expected, actual, path);
        }
    }

    @Test
    void fiveThousandRoutesAreToldApart() {
        EndpointTable<Integer> table = new EndpointTable<>();
        for (int i = 0; i < 5_000; i++) {
            table.add(Endpoint.parse("GET /tenants/t" + i + "/ads/{id}"), i);
        }
        for (int i = 0; i < 5_000; i++) {
            assertEquals(new EndpointTable.Found<>(i, List.of("7")), table.find("GET", "/tenants/t" + i + "/ads/7"));
        }
        assertNull(table.find("GET", "/tenants/t5000/ads/7"));
    }

    @Test
    void theSameShapeTwiceIsRefused() {
        EndpointTable<String> table = new EndpointTable<>();
        table.add(Endpoint.parse("GET /a/{x}"), "one");
        assertThrows(IllegalStateException.class, () -> table.add(Endpoint.parse("GET /a/{y}"), "two"));
        table.add(Endpoint.parse("PUT /a/{y}"), "three");
        assertEquals(List.of("GET", "PUT", "HEAD"), table.verbs("/a/1"));
        assertEquals(List.of(), table.verbs("/a"));
    }

    @Test
    void anEmptyTableHasNothing() {
        EndpointTable<String> table = new EndpointTable<>();
        assertNull(table.find("GET", "/"));
        assertNull(table.find("HEAD", "/"));
        assertEquals(List.of(), table.verbs("/"));
    }

    private static Map<String, PathTemplate> templates(Random random, int count) {
        Map<String, PathTemplate> byShape = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String shape = path(random, TEMPLATE_SEGMENTS);
            byShape.computeIfAbsent(shape, EndpointTableTest::named);
        }
        Map<String, PathTemplate> byText = new LinkedHashMap<>();
        byShape.values().forEach(template -> byText.put(template.toString(), template));
        return byText;
    }

    /** The variables of a shape called v0, v1 and so on. */
    private static PathTemplate named(String shape) {
        StringBuilder text = new StringBuilder();
        int variables = 0;
        for (String part : shape.split("\\{}", -1)) {
            text.append(variables == 0 ? "" : "{v" + (variables - 1) + "}").append(part);
            variables++;
        }
        return PathTemplate.parse(text.toString());
    }

    private static String path(Random random, List<String> segments) {
        StringBuilder path = new StringBuilder();
        int length = random.nextInt(5);
        for (int i = 0; i < length; i++) {
            path.append('/').append(segments.get(random.nextInt(segments.size())));
        }
        return length == 0 ? "/" : path.toString();
    }

    // ---- the naive matcher

    private static Optional<Match> naive(Map<String, PathTemplate> templates, String path) {
        return templates.values().stream()
                .flatMap(template -> match(template, path).stream().map(values -> Map.entry(template, values)))
                .min(Comparator.comparing(match -> rank(match.getKey())))
                .map(match -> new Match(match.getKey().toString(), match.getValue()));
    }

    private static Optional<List<String>> match(PathTemplate template, String path) {
        List<String> segments =
                path.equals("/") ? List.of() : Arrays.asList(path.substring(1).split("/", -1));
        if (segments.size() != template.segments().size()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            String text = segments.get(i);
            PathTemplate.Segment segment = template.segments().get(i);
            String prefix = segment instanceof PathTemplate.Prefixed prefixed ? prefixed.prefix() : "";
            boolean literal = segment instanceof PathTemplate.Literal;
            if (literal ? !text.equals(segment.toString()) : !text.startsWith(prefix) || text.equals(prefix)) {
                return Optional.empty();
            }
            if (!literal) {
                values.add(text.substring(prefix.length()));
            }
        }
        return Optional.of(values);
    }

    /** Compares segment by segment: literal, then the longer prefix, then a bare variable. */
    private static String rank(PathTemplate template) {
        StringBuilder rank = new StringBuilder();
        for (PathTemplate.Segment segment : template.segments()) {
            int prefix = segment instanceof PathTemplate.Prefixed prefixed
                    ? prefixed.prefix().length()
                    : 0;
            rank.append((char) (segment instanceof PathTemplate.Literal ? 0 : 1_000 - prefix));
        }
        return rank.toString();
    }
}
