package dev.bailey.sidecar;

import dev.bailey.sidecar.cli.Arguments;
import dev.bailey.sidecar.cli.Syntax;
import java.util.List;

final class ExplainCommand implements Command {
    @Override
    public Syntax syntax() {
        return new Syntax(List.of(), List.of());
    }

    @Override
    public int run(Arguments arguments, Console console) {
        throw new CommandException("not there yet");
    }
}
