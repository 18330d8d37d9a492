package dev.bailey.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with one file; the same problem at the same place counts once. */
final class Problems {
    /** One bad entry that is repeated by aliases must not fill the memory. */
    private static final int MAX = 1000;

    private final String file;
    private final Set<ConfigProblem> found = new LinkedHashSet<>();

    Problems(String file) {
        this.file = file;
    }

    void add(YamlNode node, String message) {
        add(node.line(), node.column(), message);
    }

    /** At a line and a column, both from 1. */
    void add(int line, int column, String message) {
        if (found.size() < MAX) {
            found.add(new ConfigProblem(file, line, column, printable(message)));
        }
    }

    private static String printable(String message) {
        if (!Chars.hasControl(message)) {
            return message;
        }
        StringBuilder line = new StringBuilder(message);
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, '?');
            }
        }
        return line.toString();
    }

    /**
     * Ends the reading if anything was wrong.
     *
     * @throws ConfigException with the problems in the order of the file
     */
    void check() {
        if (!found.isEmpty()) {
            throw new ConfigException(inOrder());
        }
    }

    private List<ConfigProblem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column))
                .toList();
    }
}
