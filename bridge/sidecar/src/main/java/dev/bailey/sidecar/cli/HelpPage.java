package dev.bailey.sidecar.cli;

import java.util.ArrayList;
import java.util.List;

/** How to use a command, for people. */
public final class HelpPage {
    private HelpPage() {}

    /**
     * The whole page, ending in a line feed.
     *
     * @param name as it is typed, {@code bailey run}
     */
    public static String of(String name, String summary, Syntax syntax) {
        StringBuilder page = new StringBuilder(usage(name, syntax))
                .append("\n\n")
                .append(summary)
                .append(".\n\n");
        List<String[]> rows = new ArrayList<>();
        syntax.parameters().forEach(parameter -> rows.add(new String[] {"  " + parameter.name(), parameter.help()}));
        syntax.options().forEach(option -> rows.add(new String[] {"  " + option.label(), option.help()}));
        return page.append(table(rows)).toString();
    }

    /** The first line: {@code Usage: bailey call [--timeout D] URL METHOD [PARAMS]}. */
    public static String usage(String name, Syntax syntax) {
        StringBuilder line = new StringBuilder("Usage: ").append(name);
        for (Option option : syntax.options()) {
            line.append(option.required() ? " " + option.usage() : " [" + option.usage() + "]");
        }
        syntax.parameters().forEach(parameter -> line.append(' ').append(parameter.usage()));
        return line.toString();
    }

    /** Two columns, the first as wide as it must be. */
    public static String table(List<String[]> rows) {
        int width = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0) + 2;
        StringBuilder table = new StringBuilder();
        for (String[] row : rows) {
            table.append(row[0])
                    .append(" ".repeat(width - row[0].length()))
                    .append(row[1])
                    .append('\n');
        }
        return table.toString();
    }
}
