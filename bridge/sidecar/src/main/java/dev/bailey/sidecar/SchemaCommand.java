package dev.bailey.sidecar;

import dev.bailey.config.ConfigSchema;
import dev.bailey.sidecar.cli.Arguments;
import dev.bailey.sidecar.cli.Syntax;
import java.util.List;

/** Prints the JSON Schema of the configuration. */
final class SchemaCommand implements Command {
    @Override
    public Syntax syntax() {
        return new Syntax(List.of(), List.of());
    }

    @Override
    public int run(Arguments arguments, Console console) {
        console.out().println(ConfigSchema.json().strip());
        return ExitCode.OK;
    }
}
