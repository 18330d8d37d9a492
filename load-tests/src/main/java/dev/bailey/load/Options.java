package dev.bailey.load;

import dev.bailey.load.paths.Budgets;
import dev.bailey.load.paths.Target;
import dev.bailey.load.paths.TargetFile;
import dev.bailey.load.stage.Profile;
import dev.bailey.sidecar.cli.Arguments;
import dev.bailey.sidecar.cli.Option;
import dev.bailey.sidecar.cli.Syntax;
import dev.bailey.sidecar.cli.UsageException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of {@code bailey loadtest}. */
record Options(Profile profile, Arguments arguments) {
    private static final Option PROFILE = Option.optional(
            "", "--profile", "NAME", "smoke (a minute), quick (four; the default) or full (for the night)");
    private static final Option TARGET =
            Option.optional("", "--target", "FILE", "the services to compare, from a file; a built-in one unless said");
    private static final Option HELP = Option.flag("-h", "--help", "show this help");
    static final Syntax SYNTAX = new Syntax(
            Stream.of(List.of(PROFILE, TARGET), TargetFlags.OPTIONS, List.of(HELP))
                    .flatMap(List::stream)
                    .toList(),
            List.of());

    /**
     * Reads the words of a command line.
     *
     * @throws UsageException if they make no sense
     */
    static Options parse(List<String> words) {
        Arguments arguments = SYNTAX.parse(words);
        String word = arguments.value(PROFILE).orElse(Profile.QUICK.word());
        Profile profile = Profile.of(word)
                .orElseThrow(() -> new UsageException("--profile is one of "
                        + Arrays.stream(Profile.values()).map(Profile::word).collect(Collectors.joining(", "))
                        + ", not '" + word + "'"));
        if (arguments.has(TARGET) && TargetFlags.in(arguments)) {
            throw new UsageException("--target says it all: put the other options into its file");
        }
        return new Options(profile, arguments);
    }

    boolean help() {
        return arguments.has(HELP);
    }

    /**
     * What is to be compared.
     *
     * @param budgets those of a target that names none
     */
    Target target(Budgets budgets) {
        Optional<Path> file = arguments.value(TARGET).map(Path::of);
        return file.isPresent() ? TargetFile.read(file.get(), budgets) : TargetFlags.target(arguments, budgets);
    }
}
