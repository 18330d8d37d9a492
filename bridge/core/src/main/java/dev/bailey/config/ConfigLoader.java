package dev.bailey.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads configurations, and tells everything that is wrong with one at once. */
public final class ConfigLoader {
    private static final int MAX_MIB = 16;
    private static final int MAX_BYTES = MAX_MIB << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ConfigLoader() {}

    /**
     * Reads a file in strict UTF-8, of 16 MiB at most.
     *
     * @throws ConfigException with every problem found
     */
    public static BridgeConfig load(Path file, Map<String, String> environment) {
        Problems problems = new Problems(file.toString());
        String yaml = text(file, problems);
        problems.check();
        return load(file.toString(), yaml, environment);
    }

    /**
     * Reads text.
     *
     * @param fileName as problems name it; a relative path in <code>${file:…}</code> starts from its folder
     * @throws ConfigException with every problem found
     */
    public static BridgeConfig load(String fileName, String yaml, Map<String, String> environment) {
        Problems problems = new Problems(fileName);
        Path folder = Path.of(fileName).toAbsolutePath().getParent();
        Interpolation interpolation = new Interpolation(environment, folder == null ? Path.of("") : folder);
        Reading reading = new Reading(problems, interpolation);
        Optional<YamlNode> root = Yaml.read(yaml.startsWith(BYTE_ORDER_MARK) ? yaml.substring(1) : yaml, problems);
        problems.check();
        Optional<Value> value = root.map(node -> Value.root(node, reading)).filter(any -> !any.isNull());
        if (value.isEmpty()) {
            problems.add(1, 1, "the file is empty; a configuration has services and routes at least");
        }
        problems.check();
        BridgeConfig config = RootSection.read(Fields.of(value.orElseThrow(), RootSection.SECTION), reading.secrets());
        problems.check();
        return config;
    }

    private static String text(Path file, Problems problems) {
        byte[] bytes = bytes(file, problems);
        try {
            return Utf8.decode(bytes);
        } catch (CharacterCodingException e) {
            String valid = Utf8.validPrefix(bytes);
            int line = (int) valid.chars().filter(c -> c == '\n').count() + 1;
            int column = valid.codePointCount(valid.lastIndexOf('\n') + 1, valid.length()) + 1;
            problems.add(line, column, "not UTF-8");
            return "";
        }
    }

    private static byte[] bytes(Path file, Problems problems) {
        try {
            if (Files.size(file) <= MAX_BYTES) {
                return Files.readAllBytes(file);
            }
            problems.add(1, 1, "the file has more than " + MAX_MIB + "MiB");
        } catch (NoSuchFileException e) {
            problems.add(1, 1, "there is no such file");
        } catch (IOException e) {
            problems.add(1, 1, Files.isDirectory(file) ? "this is a folder, not a file" : "the file cannot be read");
        }
        return new byte[0];
    }
}
