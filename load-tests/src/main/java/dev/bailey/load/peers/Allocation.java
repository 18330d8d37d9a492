package dev.bailey.load.peers;

import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What a call allocates, by JMH. */
final class Allocation implements Section {
    private static final double AIM = 1536;

    @Override
    public void run(Peers peers, Turns turns, Findings findings) throws IOException {
        Collection<RunResult> results;
        try {
            results = new Runner(new OptionsBuilder()
                            .include("FacadeBench.wholeCall")
                            .param("routes", "1")
                            .forks(1)
                            .warmupIterations(3)
                            .warmupTime(TimeValue.seconds(1))
                            .measurementIterations(3)
                            .measurementTime(TimeValue.seconds(1))
                            .addProfiler(GCProfiler.class)
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new IOException(e);
        }
        for (RunResult result : results) {
            double bytes = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                    .getScore();
            findings.bar(Bar.of(
                    "allocation per facade call (FacadeBench)",
                    "aim < 1.5 KiB",
                    Math.round(bytes) + " B",
                    bytes < AIM));
        }
    }
}
