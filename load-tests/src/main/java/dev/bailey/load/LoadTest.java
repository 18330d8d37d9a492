package dev.bailey.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.config.ConfigException;
import dev.bailey.load.paths.Budgets;
import dev.bailey.load.paths.Target;
import dev.bailey.load.paths.TargetFile;
import dev.bailey.load.report.Result;
import dev.bailey.load.report.Summary;
import dev.bailey.load.report.VerdictFolder;
import dev.bailey.load.verdict.Verdict;
import dev.bailey.sidecar.cli.HelpPage;
import dev.bailey.sidecar.cli.UsageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code bailey loadtest}: measures, decides, writes {@code load-tests/target/verdict/}. */
public final class LoadTest {
    private static final String NAME = "bailey loadtest";
    private static final String SUMMARY = "Measure what the sidecar adds, and whether it can go";
    private static final int RETIRE = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int NOT_YET = 3;
    private static final int BAD_CONFIG = 78;

    private final PrintStream out;
    private final PrintStream err;
    private final Path root;

    /** @param root of the checkout */
    LoadTest(PrintStream out, PrintStream err, Path root) {
        this.out = out;
        this.err = err;
        this.root = root;
    }

    /** The launcher says where the checkout is. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
        Path root = Path.of(System.getProperty("bailey.root", "")).toAbsolutePath();
        System.exit(new LoadTest(out, err, root).run(List.of(args)));
    }

    /** Runs a command line and tells its exit code. */
    int run(List<String> words) {
        try {
            Options options = Options.parse(words);
            if (options.help()) {
                out.print(HelpPage.of(NAME, SUMMARY, Options.SYNTAX));
                return RETIRE;
            }
            return run(options);
        } catch (UsageException e) {
            err.println(NAME + ": " + e.getMessage());
            err.println(HelpPage.usage(NAME, Options.SYNTAX));
            return USAGE;
        } catch (ConfigException e) {
            e.problems().forEach(err::println);
            return BAD_CONFIG;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (IOException | RuntimeException e) {
            err.println(NAME + ": the run failed: " + e.getMessage());
            return FAILED;
        }
    }

    private int run(Options options) throws IOException, InterruptedException {
        Budgets budgets = TargetFile.readBudgets(root.resolve("load-tests/budgets.yaml"));
        Target target = options.target(budgets);
        Path folder = root.resolve("load-tests/target/verdict");
        VerdictFolder files = VerdictFolder.in(folder);
        Result result;
        try (Run run = new Run(root, files, target, options.profile(), new Progress(err))) {
            result = run.run();
        }
        files.write(result);
        out.print(Summary.of(result, folder));
        return result.verdict().answer() == Verdict.Answer.RETIRE ? RETIRE : NOT_YET;
    }
}
