package dev.bailey.load.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a section found: a table if need be, and bars. */
final class Findings {
    private final List<String> table = new ArrayList<>();
    private final List<Bar> bars = new ArrayList<>();

    void line(String format, Object... values) {
        table.add(String.format(Locale.ROOT, format, values));
    }

    void bar(Bar bar) {
        bars.add(bar);
    }

    /** Two files in the folder, for the report to be put together of; those of earlier runs are replaced. */
    void write(Path folder, String section) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve(section + ".table"), table);
        Files.write(
                folder.resolve(section + ".bars"), bars.stream().map(Bar::row).toList());
    }
}
