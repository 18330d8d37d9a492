package dev.bailey.sidecar.cli;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** What a command was given. */
public final class Arguments {
    /**
     * By identity: {@code call} has a {@code --version} of its own beside the one of all commands, and a record as the key of a
     * hash map would have Java write its hash function while the process starts.
     */
    private final IdentityHashMap<Option, List<String>> options;

    private final List<String> parameters;

    Arguments(IdentityHashMap<Option, List<String>> options, List<String> parameters) {
        this.options = options;
        this.parameters = parameters;
    }

    /** Whether the option was given at all. */
    public boolean has(Option option) {
        return options.containsKey(option);
    }

    /** The value that was given last. */
    public Optional<String> value(Option option) {
        List<String> all = values(option);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** The value of an option that is required. */
    public String required(Option option) {
        return value(option).orElseThrow(() -> new UsageException("missing " + option.usage()));
    }

    /** Every value that was given, in order. */
    public List<String> values(Option option) {
        return options.getOrDefault(option, List.of());
    }

    /** The parameter at a place, from 0. */
    public Optional<String> parameter(int index) {
        return index < parameters.size() ? Optional.of(parameters.get(index)) : Optional.empty();
    }

    /** A parameter that is required. */
    public String required(int index) {
        return parameter(index).orElseThrow(() -> new UsageException("missing parameter " + (index + 1)));
    }
}
