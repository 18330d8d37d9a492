package dev.bailey.load.verdict;

import dev.bailey.load.paths.Quantile;
import dev.bailey.load.plan.Arm;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** All blocks of one arm, ready to be pooled over any choice of rounds: what percentiles and shares of errors come out then? */
final class Pool {
    private static final double NANOS_PER_MILLI = 1e6;

    private final long[] values;
    private final long[][] counts;
    private final long[] answered;
    private final long[] failed;

    private Pool(long[] values, long[][] counts, long[] answered, long[] failed) {
        this.values = values;
        this.counts = counts;
        this.answered = answered;
        this.failed = failed;
    }

    /** @param rounds in the order that they are counted in; an arm has one block in each */
    static Pool of(List<Sample> samples, Arm arm, List<Integer> rounds) {
        List<Sample> own = rounds.stream()
                .map(round -> samples.stream()
                        .filter(sample -> sample.arm() == arm && sample.round() == round)
                        .findFirst()
                        .orElseThrow())
                .toList();
        TreeSet<Long> distinct = new TreeSet<>();
        own.forEach(sample ->
                sample.latencies().recordedValues().forEach(v -> distinct.add(value(sample, v.getValueIteratedTo()))));
        long[] values = distinct.stream().mapToLong(Long::longValue).toArray();
        long[][] counts = new long[own.size()][values.length];
        for (int i = 0; i < own.size(); i++) {
            long[] row = counts[i];
            Sample sample = own.get(i);
            for (var v : sample.latencies().recordedValues()) {
                row[Arrays.binarySearch(values, value(sample, v.getValueIteratedTo()))] +=
                        v.getCountAddedInThisIterationStep();
            }
        }
        return new Pool(
                values,
                counts,
                own.stream().mapToLong(Sample::answered).toArray(),
                own.stream().mapToLong(Sample::failed).toArray());
    }

    private static long value(Sample sample, long iterated) {
        Histogram latencies = sample.latencies();
        return latencies.medianEquivalentValue(iterated);
    }

    /** Milliseconds at each {@link Quantile}, in their order, over the rounds chosen (which may repeat). */
    double[] quantiles(int[] chosen) {
        long[] sum = new long[values.length];
        long total = 0;
        for (int round : chosen) {
            long[] row = counts[round];
            for (int i = 0; i < sum.length; i++) {
                sum[i] += row[i];
                total += row[i];
            }
        }
        Quantile[] wanted = Quantile.values();
        double[] found = new double[wanted.length];
        long seen = 0;
        int next = 0;
        for (int i = 0; i < sum.length && next < wanted.length; i++) {
            seen += sum[i];
            while (next < wanted.length
                    && seen >= Math.max(1, Math.ceil(total * wanted[next].percent() / 100 - 1e-9))) {
                found[next++] = values[i] / NANOS_PER_MILLI;
            }
        }
        return found;
    }

    /** Failed calls ÷ all calls, over the rounds chosen. */
    double errorShare(int[] chosen) {
        long bad = 0;
        long all = 0;
        for (int round : chosen) {
            bad += failed[round];
            all += failed[round] + answered[round];
        }
        return all == 0 ? 0 : (double) bad / all;
    }

    long answered() {
        return Arrays.stream(answered).sum();
    }

    long failed() {
        return Arrays.stream(failed).sum();
    }

    /** Every round once. */
    int[] all() {
        return IntStream.range(0, counts.length).toArray();
    }
}
