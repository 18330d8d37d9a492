package dev.bailey.sidecar;

import dev.bailey.config.ConfigWriter;
import dev.bailey.sidecar.cli.Arguments;
import dev.bailey.sidecar.cli.Syntax;
import java.util.List;

/** Shows the effective configuration. */
final class ConfigCommand implements Command {
    @Override
    public Syntax syntax() {
        return new Syntax(List.of(ConfigFile.OPTION), List.of());
    }

    @Override
    public int run(Arguments arguments, Console console) {
        console.out().print(ConfigWriter.write(ConfigFile.load(arguments)));
        return ExitCode.OK;
    }
}
