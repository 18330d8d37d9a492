package dev.bailey.sidecar;

import dev.bailey.config.ConfigException;
import dev.bailey.sidecar.cli.Arguments;
import dev.bailey.sidecar.cli.Syntax;
import java.util.List;

/** Checks a configuration without opening anything: {@code OK}, or every problem. */
final class ValidateCommand implements Command {
    @Override
    public Syntax syntax() {
        return new Syntax(List.of(ConfigFile.OPTION), List.of());
    }

    @Override
    public int run(Arguments arguments, Console console) {
        try {
            ConfigFile.load(arguments);
        } catch (ConfigException e) {
            // here the problems are the result
            e.problems().forEach(console.out()::println);
            return ExitCode.BAD_CONFIG;
        }
        console.out().println("OK");
        return ExitCode.OK;
    }
}
