package dev.bailey.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration cannot be used. Its message has every problem, one a line, in the order of the file. */
public final class ConfigException extends RuntimeException {
    private final List<ConfigProblem> problems;

    public ConfigException(List<ConfigProblem> problems) {
        this.problems = List.copyOf(problems);
    }

    @Override
    public String getMessage() {
        return problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n"));
    }

    public List<ConfigProblem> problems() {
        return problems;
    }
}
