package dev.bailey.sidecar;

import dev.bailey.config.ConfigException;
import dev.bailey.config.Suggestion;
import dev.bailey.sidecar.cli.Arguments;
import dev.bailey.sidecar.cli.HelpPage;
import dev.bailey.sidecar.cli.Option;
import dev.bailey.sidecar.cli.Syntax;
import dev.bailey.sidecar.cli.UsageException;
import dev.bailey.sidecar.log.LogFormat;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Picks the command, runs it, and turns what goes wrong into an {@link ExitCode} and a line on stderr. */
final class Commands {
    private static final Option HELP = Option.flag("-h", "--help", "show this help");
    private static final Option VERSION = Option.flag("-V", "--version", "show the version");
    private static final Option LOG_FORMAT =
            Option.optional("", "--log-format", "FORMAT", "log lines on stderr: json (the default) or text");
    private static final List<Option> EVERYWHERE = List.of(LOG_FORMAT, HELP, VERSION);

    private final Console console;
    private final Consumer<LogFormat> logging;

    /** @param logging starts the log once its format is known */
    Commands(Console console, Consumer<LogFormat> logging) {
        this.console = console;
        this.logging = logging;
    }

    /** Runs a command line. */
    int run(String... args) {
        List<String> words = Arrays.asList(args);
        Optional<CommandName> name = words.isEmpty() ? Optional.empty() : CommandName.of(words.get(0));
        return name.isPresent() ? run(name.get(), words.subList(1, words.size())) : withoutCommand(words);
    }

    private int run(CommandName name, List<String> words) {
        if (words.equals(List.of("--version"))) {
            // alone it is ours, even where it takes a value: bailey call --version 1.0
            return version();
        }
        Command command = name.create();
        Syntax syntax = command.syntax().and(EVERYWHERE);
        try {
            Arguments arguments = syntax.parse(words);
            if (arguments.has(HELP)) {
                console.out().print(HelpPage.of(typed(name), name.summary(), syntax));
                return ExitCode.OK;
            }
            if (arguments.has(VERSION)) {
                return version();
            }
            syntax.requireAll(arguments);
            logging.accept(logFormat(arguments));
            return guarded(name, command, arguments);
        } catch (UsageException e) {
            console.err().println(typed(name) + ": " + e.getMessage());
            console.err().println(HelpPage.usage(typed(name), syntax));
            return ExitCode.USAGE;
        }
    }

    private int guarded(CommandName name, Command command, Arguments arguments) {
        try {
            return command.run(arguments, console);
        } catch (UsageException e) {
            throw e;
        } catch (ConfigException e) {
            e.problems().forEach(console.err()::println);
            return ExitCode.BAD_CONFIG;
        } catch (CommandException e) {
            console.err().println(typed(name) + ": " + e.getMessage());
            return ExitCode.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        } catch (IOException | RuntimeException e) {
            System.getLogger(Commands.class.getName())
                    .log(Level.ERROR, typed(name) + " failed through a fault of Bailey's own; please report this", e);
            return ExitCode.FAILED;
        }
    }

    private static LogFormat logFormat(Arguments arguments) {
        String word = arguments.value(LOG_FORMAT).orElse("json");
        return switch (word) {
            case "json" -> LogFormat.JSON;
            case "text" -> LogFormat.TEXT;
            default -> throw new UsageException("--log-format is json or text, not '" + word + "'");
        };
    }

    /** Help, the version, or a word that is no command. */
    private int withoutCommand(List<String> words) {
        String first = words.isEmpty() ? "" : words.get(0).toLowerCase(Locale.ROOT);
        switch (first) {
            case "-h", "--help", "help" -> {
                console.out().print(overview());
                return ExitCode.OK;
            }
            case "-v", "--version", "version" -> {
                return version();
            }
            case "" -> console.err().print(overview());
            default -> unknown(first);
        }
        return ExitCode.USAGE;
    }

    private void unknown(String word) {
        List<String> known =
                Arrays.stream(CommandName.values()).map(CommandName::word).toList();
        console.err().println("bailey: there is no command '" + word + "'" + Suggestion.among(known, word));
        console.err().println("The commands are " + String.join(", ", known) + "; more by bailey --help");
    }

    private static String overview() {
        List<String[]> rows = new ArrayList<>();
        for (CommandName name : CommandName.values()) {
            rows.add(new String[] {"  " + name.word(), name.summary()});
        }
        return "Usage: bailey COMMAND …\n\nA bridge between JSON-RPC and HTTP.\n\n"
                + HelpPage.table(rows)
                + "\nMore about a command: bailey COMMAND --help. The version: bailey --version.\n"
                + "Exit codes: 0 fine, 1 failed at run time, 2 usage, 78 bad configuration.\n";
    }

    private int version() {
        console.out().println("bailey " + Version.current());
        return ExitCode.OK;
    }

    private static String typed(CommandName name) {
        return "bailey " + name.word();
    }
}
