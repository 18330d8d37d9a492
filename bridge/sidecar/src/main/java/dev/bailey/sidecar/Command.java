package dev.bailey.sidecar;

import dev.bailey.sidecar.cli.Arguments;
import dev.bailey.sidecar.cli.Syntax;
import java.io.IOException;

/** One command of the command line. */
interface Command {
    /** Its options and parameters; what all commands take is added by {@link Commands}. */
    Syntax syntax();

    /**
     * Runs it; called once.
     *
     * @return an {@link ExitCode}
     * @throws CommandException when it cannot be done; the message is for people
     * @throws dev.bailey.config.ConfigException when the configuration cannot be used
     * @throws dev.bailey.sidecar.cli.UsageException when an argument is not what it should be
     */
    int run(Arguments arguments, Console console) throws IOException, InterruptedException;
}
