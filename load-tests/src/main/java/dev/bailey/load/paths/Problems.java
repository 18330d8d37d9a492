package dev.bailey.load.paths;

import dev.bailey.config.ConfigException;
import dev.bailey.config.ConfigProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Collects what is wrong with a file. */
final class Problems {
    private final String file;
    private final List<ConfigProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(Optional<Mark> where, String message) {
        found.add(new ConfigProblem(
                file,
                where.map(Mark::getLine).orElse(0) + 1,
                where.map(Mark::getColumn).orElse(0) + 1,
                message));
    }

    void addAll(List<ConfigProblem> others) {
        found.addAll(others);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column));
            throw new ConfigException(found);
        }
    }
}
