package dev.bailey.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Reads the JSON-RPC kit, {@code conformance/rpc}; what its files mean is told in the README there. */
public final class RpcCases {
    static final String FOLDER = "/conformance/rpc/";

    private RpcCases() {}

    /** Every case of every file. */
    public static Stream<RpcCase> all() {
        return files().stream().flatMap(file -> in(file).stream());
    }

    /** The configuration behind every case, as YAML without edges; it takes addresses from its environment. */
    public static String config() {
        return Objects.requireNonNull((String) load("kit.yaml").get("config"));
    }

    /** What services do unless a case says otherwise, by method or path. */
    static Map<String, String> behaviours() {
        return texts(Objects.requireNonNull((Map<?, ?>) load("kit.yaml").get("behaviours")));
    }

    static List<String> files() {
        return text("files.txt").lines().filter(line -> !line.isBlank()).toList();
    }

    private static List<RpcCase> in(String file) {
        List<RpcCase> cases = new ArrayList<>();
        for (Object node : Objects.requireNonNull((List<?>) load(file).get("cases"), file)) {
            cases.add(new RpcCaseReader(file, (Map<?, ?>) node).read());
        }
        return cases;
    }

    static Map<String, String> texts(Map<?, ?> node) {
        Map<String, String> texts = new HashMap<>();
        node.forEach((key, value) -> texts.put((String) key, (String) value));
        return texts;
    }

    /** In the failsafe schema every scalar is a string, whatever it looks like. */
    private static Map<?, ?> load(String file) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new FailsafeSchema())
                .setLabel(file)
                .build();
        return Objects.requireNonNull((Map<?, ?>) new Load(settings).loadFromString(text(file)), file);
    }

    private static String text(String file) {
        try (InputStream in = Objects.requireNonNull(RpcCases.class.getResourceAsStream(FOLDER + file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
