package dev.bailey.sidecar;

import dev.bailey.sidecar.cli.Arguments;
import dev.bailey.sidecar.cli.Option;
import dev.bailey.sidecar.cli.Syntax;
import java.util.List;

/** Load tests need the repository: there the launcher takes this word before it comes here. */
final class LoadtestCommand implements Command {
    @Override
    public Syntax syntax() {
        return new Syntax(
                List.of(
                        Option.optional("", "--profile", "NAME", "smoke, quick or full"),
                        Option.optional(
                                "",
                                "--target",
                                "FILE",
                                "the services to compare; in a checkout there are more options")),
                List.of());
    }

    @Override
    public int run(Arguments arguments, Console console) {
        throw new CommandException(
                "load tests are not part of the image; run ./bailey loadtest in a checkout of the repository");
    }
}
