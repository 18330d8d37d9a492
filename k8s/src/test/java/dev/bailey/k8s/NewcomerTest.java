package dev.bailey.k8s;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A newcomer who types in what the pages say: each Helm command is rendered, over the values of those before it for the same
 * release, and what the others name is there.
 */
class NewcomerTest {
    private static final Path TOP = Path.of("..");
    private static final List<Path> PAGES =
            List.of(TOP.resolve("docs/kubernetes.md"), TOP.resolve("k8s/traffic/README.md"));

    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern DEPLOYMENT = Pattern.compile("deployment/(\\S+)");

    private static final Set<String> OF_OTHERS =
            Set.of("buildah", "curl", "sleep", "helmsman", "SERVICE_URL=tcp://moderation.acme:4000");

    @TempDir
    Path folder;

    /** Values of each release, as they were set one after the other. */
    private final Map<String, Map<String, Object>> values = new HashMap<>();

    private final Map<String, List<Manifest>> rendered = new LinkedHashMap<>();

    /** That there is one for what is monitored is the reader's matter. */
    private final Set<String> namespaces = new TreeSet<>(Set.of("monitoring"));

    private int commands;

    @Test
    void everyCommandWorks() throws IOException {
        for (Path page : PAGES) {
            Matcher block = BLOCK.matcher(Files.readString(page).replaceAll("(?m)^ {3}(?=\\S|  )", ""));
            while (block.find()) {
                if (block.group(1).equals("console")) {
                    console(block.group(2));
                } else if (block.group(2).startsWith("# ")) {
                    // the name of the file that it is to be written into
                    String name =
                            block.group(2).lines().findFirst().orElseThrow().substring(2);
                    Files.writeString(folder.resolve(name), block.group(2));
                }
            }
        }
        assertTrue(commands > 24, commands + " commands");
        assertEquals(Set.of("acme acme-ads", "acme acme-legacy", "acme ads", "acme shop"), rendered.keySet());
        List<Manifest> last = requireNonNull(rendered.get("acme ads"));
        assertEquals(1, Pod.of(Manifest.only("Deployment", last)).containers().size(), "no sidecar in the end");
    }

    private void console(String block) throws IOException {
        for (String command : block.replaceAll("\\\\\\n\\s*", "").split("\\n(?=\\$ )", -1)) {
            String[] said = command.strip().split("\\n", 2);
            List<String> words = new ArrayList<>();
            Matcher word = WORD.matcher(said[0]);
            while (word.find()) {
                words.add(word.group(1) == null ? word.group(2) : word.group(1));
            }
            assertEquals("$", words.remove(0), command);
            command(words, said.length > 1 ? said[1] : "");
            commands++;
        }
    }

    private void command(List<String> words, String answer) throws IOException {
        String namespace = words.contains("-n") ? words.get(words.indexOf("-n") + 1) : "";
        assertTrue(
                namespace.isEmpty() || namespaces.contains(namespace),
                namespace + " is used before there is such a namespace: " + words);
        switch (words.get(0)) {
            case "helm" -> helm(namespace, words, answer);
            case "kubectl" -> kubectl(namespace, words);
            default -> assertTrue(OF_OTHERS.contains(words.get(0)), words.toString());
        }
        assertFilesAreThere(words);
    }

    private void assertFilesAreThere(List<String> words) {
        for (String word : words) {
            if (word.startsWith("k8s/")) {
                assertTrue(Files.exists(TOP.resolve(word)), word);
            }
        }
    }

    private void kubectl(String namespace, List<String> words) {
        if (words.contains("create")) {
            namespaces.add(words.get(words.size() - 1));
        }
        Matcher deployment = DEPLOYMENT.matcher(String.join(" ", words));
        if (deployment.find()) {
            assertTrue(
                    rendered.entrySet().stream()
                            .filter(release -> release.getKey().startsWith(namespace + " "))
                            .flatMap(release -> Manifest.ofKind("Deployment", release.getValue()).stream())
                            .anyMatch(object -> object.name().equals(deployment.group(1))),
                    words + " names what is not there");
        }
    }

    private void helm(String namespace, List<String> words, String answer) throws IOException {
        List<String> rest = words.subList(words.indexOf("-n") + 2, words.size());
        switch (words.get(1).equals("-n") ? rest.get(0) : words.get(1)) {
            case "repo" -> assertFalse(answer.contains("Error"));
            case "dependency" ->
                assertTrue(Files.exists(TOP.resolve(words.get(3)).resolve("Chart.yaml")));
            case "test" -> assertTrue(rendered.containsKey(namespace + " " + rest.get(1)), words.toString());
            default -> {
                if (!rest.contains("--install")) {
                    release(namespace, rest, answer);
                }
            }
        }
    }

    private void release(String namespace, List<String> words, String answer) throws IOException {
        String name = namespace + " " + words.get(1);
        boolean again = words.get(0).equals("upgrade");
        assertEquals(
                again, again && words.contains("--reuse-values") && rendered.containsKey(name), "in order: " + words);
        Map<String, Object> set = again ? requireNonNull(values.get(name)) : new LinkedHashMap<>();
        for (int i = 3; i < words.size(); i++) {
            if (words.get(i - 1).equals("--set")) {
                for (String pair : words.get(i).split(",", -1)) {
                    String[] keyAndValue = pair.split("=", 2);
                    set.put(keyAndValue[0], keyAndValue[1]);
                }
            } else if (words.get(i - 1).equals("--set-file")) {
                String[] keyAndFile = words.get(i).split("=", 2);
                set.put(keyAndFile[0], folder.resolve(keyAndFile[1]));
            }
        }
        Chart chart = chart(words.get(2)).as(words.get(1), namespace);
        if (words.get(0).equals("template")) {
            String refusal = chart.refusal(List.of(), set);
            assertEquals(answer.strip(), "Error: " + refusal);
            return;
        }
        assertEquals(again, values.put(name, set) != null, "installed once: " + name);
        List<Manifest> all = chart.rendered(List.of(), set);
        assertEquals(
                List.of(),
                all.stream().map(ApiServer::refusal).flatMap(Optional::stream).toList());
        assertConfigurationIsGood(all);
        rendered.put(name, all);
    }

    private static void assertConfigurationIsGood(List<Manifest> all) {
        for (Manifest config : Manifest.ofKind("ConfigMap", all)) {
            if (config.has("data", "bailey.yaml")) {
                Manifest bailey = Pod.of(Manifest.only("Deployment", all)).bailey();
                ConfigLoader.load(
                        config.name(),
                        config.text("data", "bailey.yaml"),
                        Map.of("SERVICE_URL", bailey.text("env", 0, "value")));
            }
        }
    }

    /** A chart that depends on others is built in a copy, for building writes into it. */
    private Chart chart(String place) throws IOException {
        if (place.equals("k8s/chart")) {
            return Chart.BAILEY;
        }
        Chart.BAILEY.copy(folder.resolve("k8s/chart"));
        return Chart.at(TOP.resolve(place)).copy(folder.resolve(place)).withDependencies();
    }
}
