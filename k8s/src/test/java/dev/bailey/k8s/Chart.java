package dev.bailey.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

/**
 * A chart, rendered by Helm itself.
 *
 * @param release the name of what is installed
 * @param namespace where to
 */
record Chart(Path folder, String release, String namespace) {
    static final Chart BAILEY = at(Path.of("chart"));

    /** A chart as release {@code shop} in namespace {@code ads}. */
    static Chart at(Path folder) {
        return new Chart(folder, "shop", "ads");
    }

    /** The same chart as another release. */
    Chart as(String release, String namespace) {
        return new Chart(folder, release, namespace);
    }

    /** What it renders with these values, in YAML. */
    List<Manifest> rendered(String values) {
        return Manifest.all(text(values));
    }

    /** What it renders with the values of files, each over the one before, and single ones over them all; a path is a file's text. */
    List<Manifest> rendered(List<Path> files, Map<String, ?> set) {
        return Manifest.all(text(files, set));
    }

    private String text(List<Path> files, Map<String, ?> set) {
        TemplateCommand template = template();
        files.forEach(template::withValuesFile);
        set.forEach((name, value) -> {
            if (value instanceof Path file) {
                template.setFile(name, file);
            } else {
                template.set(name, String.valueOf(value).replace("\"", ""));
            }
        });
        return template.call();
    }

    private TemplateCommand template() {
        return new Helm(folder).template().withName(release).withNamespace(namespace);
    }

    private String text(String values) {
        try {
            Path file = Files.createTempFile("values", ".yaml");
            try {
                Files.writeString(file, values);
                return text(List.of(file), Map.of());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it tells whoever installed it. */
    String notes(Map<String, ?> set) {
        InstallCommand install = new Helm(folder)
                .install()
                .withName(release)
                .withNamespace(namespace)
                .withKubeVersion("1.31.0")
                .clientOnly()
                .dryRun();
        set.forEach(install::set);
        String said = install.call().getOutput();
        return said.substring(said.indexOf("NOTES:"));
    }

    /** What it says when it refuses these values. */
    String refusal(String values) {
        return refusal(() -> text(values));
    }

    /** The same, of files and single ones over them. */
    String refusal(List<Path> files, Map<String, ?> set) {
        return refusal(() -> text(files, set));
    }

    private static String refusal(Executable rendering) {
        return String.valueOf(
                assertThrows(IllegalStateException.class, rendering).getMessage());
    }

    /**
     * A copy whose hooks are ordinary objects: rendering leaves hooks out.
     *
     * @param target a folder that is not there yet
     */
    Chart withoutHooks(Path target) throws IOException {
        Chart copy = copy(target);
        for (Path file : files(target.resolve("templates"))) {
            List<String> lines = Files.readAllLines(file);
            Files.write(
                    file,
                    lines.stream()
                            .filter(line -> !line.contains("helm.sh/hook"))
                            .toList());
        }
        return copy;
    }

    /** A copy in a folder that is not there yet, where it can be built. */
    Chart copy(Path target) throws IOException {
        for (Path file : files(folder)) {
            Path copied = target.resolve(folder.relativize(file));
            Files.createDirectories(copied.getParent());
            Files.copy(file, copied);
        }
        return new Chart(target, release, namespace);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return new ArrayList<>(all.filter(Files::isRegularFile).toList());
        }
    }

    /** Fetches the charts that it depends on. */
    Chart withDependencies() {
        new Helm(folder).dependency().build().call();
        return this;
    }

    void assertLintFindsNothing() {
        LintResult result = new Helm(folder).lint().strict().call();
        List<String> found = result.getMessages().stream()
                .filter(line -> !line.startsWith("[INFO]"))
                .toList();
        assertEquals(List.of(), found);
        assertFalse(result.isFailed());
    }
}
