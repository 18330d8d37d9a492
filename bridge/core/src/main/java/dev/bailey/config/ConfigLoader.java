package dev.bailey.config;

import java.nio.file.Path;
import java.util.Map;

/** Reads configurations. */
public final class ConfigLoader {
    private ConfigLoader() {}

    /**
     * Reads a file in strict UTF-8.
     *
     * @throws ConfigException with every problem found
     */
    public static BridgeConfig load(Path file, Map<String, String> environment) {
        return reading();
    }

    /**
     * Reads text.
     *
     * @param fileName as problems name it; a relative path in <code>${file:…}</code> starts from its folder
     * @throws ConfigException with every problem found
     */
    public static BridgeConfig load(String fileName, String yaml, Map<String, String> environment) {
        return reading();
    }

    private static BridgeConfig reading() {
        throw new UnsupportedOperationException("not there yet");
    }
}
