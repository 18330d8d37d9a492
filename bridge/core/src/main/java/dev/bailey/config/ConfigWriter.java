package dev.bailey.config;

/**
 * Writes the effective configuration: as YAML, defaults filled in, secrets masked. Unless something is masked,
 * loading it again gives an equal {@link BridgeConfig}.
 */
public final class ConfigWriter {
    private ConfigWriter() {}

    /** The whole configuration, ending in a line feed. */
    public static String write(BridgeConfig config) {
        return new YamlText(config.secrets()).write(ConfigTree.of(config));
    }
}
