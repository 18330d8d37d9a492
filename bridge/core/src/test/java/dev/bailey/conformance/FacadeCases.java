package dev.bailey.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Reads the facade table, {@code conformance/facade}; what its files mean is told in the README there. */
public final class FacadeCases {
    static final String FOLDER = "/conformance/facade/";

    private FacadeCases() {}

    /** Every case of every file. */
    public static Stream<FacadeCase> all() {
        return files().stream().flatMap(file -> in(file).stream());
    }

    /** The cases that no such tag excludes. */
    public static Stream<FacadeCase> without(String... tags) {
        return all().filter(c -> Stream.of(tags).noneMatch(c.tags()::contains));
    }

    static List<String> files() {
        return text("files.txt").lines().filter(line -> !line.isBlank()).toList();
    }

    /** The cases of one file. */
    public static List<FacadeCase> in(String file) {
        Map<?, ?> root = (Map<?, ?>) Objects.requireNonNull(load(file), file);
        String config = Objects.requireNonNull((String) root.get("config"), file);
        List<FacadeCase> cases = new ArrayList<>();
        for (Object node : Objects.requireNonNull((List<?>) root.get("cases"), file)) {
            cases.add(new FacadeCaseReader(file, config, (Map<?, ?>) node).read());
        }
        return cases;
    }

    /** In the failsafe schema every scalar is a string, whatever it looks like. */
    private static Object load(String file) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new FailsafeSchema())
                .setLabel(file)
                .build();
        return new Load(settings).loadFromString(text(file));
    }

    static String text(String file) {
        try (InputStream in = Objects.requireNonNull(FacadeCases.class.getResourceAsStream(FOLDER + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
