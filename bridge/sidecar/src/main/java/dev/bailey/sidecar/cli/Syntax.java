package dev.bailey.sidecar.cli;

import dev.bailey.config.Suggestion;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a command takes. */
public record Syntax(List<Option> options, List<Parameter> parameters) {
    public Syntax {
        options = List.copyOf(options);
        parameters = List.copyOf(parameters);
    }

    /** The same with more options after its own; those whose names it has taken itself are left out. */
    public Syntax and(List<Option> more) {
        Set<String> taken = options.stream().map(Option::longName).collect(Collectors.toSet());
        Stream<Option> added = more.stream().filter(option -> !taken.contains(option.longName()));
        return new Syntax(Stream.concat(options.stream(), added).toList(), parameters);
    }

    /**
     * Reads {@code -c FILE}, {@code -cFILE}, {@code --config FILE}, {@code --config=FILE}, switches and parameters in any
     * order; after {@code --} everything is a parameter.
     *
     * @throws UsageException for what is unknown, repeated without a value, or without the value that it needs
     */
    public Arguments parse(List<String> words) {
        IdentityHashMap<Option, List<String>> given = new IdentityHashMap<>();
        List<String> places = new ArrayList<>();
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (word.equals("--")) {
                rest.forEachRemaining(places::add);
            } else if (word.length() > 1 && word.charAt(0) == '-') {
                Option option = option(word);
                List<String> values = given.computeIfAbsent(option, first -> new ArrayList<>());
                if (option.takesValue()) {
                    values.add(option.attached(word).orElseGet(() -> following(option, rest)));
                }
            } else {
                places.add(word);
            }
        }
        return new Arguments(given, fitting(places));
    }

    private Option option(String word) {
        for (Option option : options) {
            if (option.matches(word)) {
                return option;
            }
        }
        int end = word.indexOf('=');
        String name = end < 0 ? word : word.substring(0, end);
        List<String> known = options.stream().map(Option::longName).toList();
        throw new UsageException("unknown option '" + name + "'" + Suggestion.among(known, name));
    }

    private static String following(Option option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new UsageException("missing " + option.value() + " after " + option.longName());
        }
        return rest.next();
    }

    private List<String> fitting(List<String> places) {
        if (places.size() > parameters.size()) {
            throw new UsageException("what is '" + places.get(parameters.size()) + "' for? It takes "
                    + (parameters.isEmpty() ? "no parameters" : parameters.size() + " at most"));
        }
        return places;
    }

    /**
     * Checks that what must be given was given; apart from {@link #parse} because {@code --help} needs none of it.
     *
     * @throws UsageException naming everything that is missing
     */
    public void requireAll(Arguments arguments) {
        List<String> missing = new ArrayList<>();
        for (Option option : options) {
            if (option.required() && !arguments.has(option)) {
                missing.add(option.usage());
            }
        }
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).required() && arguments.parameter(i).isEmpty()) {
                missing.add(parameters.get(i).name());
            }
        }
        if (!missing.isEmpty()) {
            throw new UsageException("missing " + String.join(" and ", missing));
        }
    }
}
