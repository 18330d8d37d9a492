package dev.bailey.load.report;

import dev.bailey.load.verdict.SamplesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a verdict; what an earlier run left there is removed first. */
public final class VerdictFolder {
    private final Path folder;

    private VerdictFolder(Path folder) {
        this.folder = folder;
    }

    /** Empties the folder, or makes it. */
    public static VerdictFolder in(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> old;
            try (Stream<Path> all = Files.walk(folder)) {
                old = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : old) {
                Files.delete(path);
            }
        }
        Files.createDirectories(folder);
        return new VerdictFolder(folder);
    }

    /** What the processes of the run said. */
    public Path logs() {
        return folder.resolve("logs");
    }

    /** Gatling's own reports. */
    public Path gatling() {
        return folder.resolve("gatling");
    }

    /** The index pages of Gatling's reports, relative to the folder: name of the stage, then its page. */
    List<Path> gatlingReports() {
        if (!Files.isDirectory(gatling())) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(gatling(), 3)) {
            return all.filter(path -> path.endsWith("index.html"))
                    .map(folder::relativize)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes {@code verdict.json}, {@code verdict.md}, {@code index.html} and {@code samples.json}. */
    public void write(Result result) throws IOException {
        Files.writeString(folder.resolve("samples.json"), SamplesFile.write(Result.samples(result.decisive())));
        Files.writeString(folder.resolve("verdict.json"), VerdictJson.of(result));
        Files.writeString(folder.resolve("verdict.md"), VerdictMarkdown.of(result));
        Files.writeString(folder.resolve("index.html"), VerdictPage.of(result, gatlingReports()));
    }
}
