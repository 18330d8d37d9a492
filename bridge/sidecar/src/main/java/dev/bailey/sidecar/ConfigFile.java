package dev.bailey.sidecar;

import dev.bailey.config.BridgeConfig;
import dev.bailey.sidecar.cli.Arguments;
import dev.bailey.sidecar.cli.Option;
import dev.bailey.sidecar.cli.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The option by which commands are told the configuration. */
final class ConfigFile {
    static final Option OPTION = Option.required("-c", "--config", "FILE", "the configuration");

    private ConfigFile() {}

    /**
     * Reads it.
     *
     * @throws dev.bailey.config.ConfigException with every problem found
     */
    static BridgeConfig load(Arguments arguments) {
        String file = arguments.required(OPTION);
        try {
            return BridgeConfig.load(Path.of(file));
        } catch (InvalidPathException e) {
            throw new UsageException("'" + file + "' is no file name");
        }
    }
}
