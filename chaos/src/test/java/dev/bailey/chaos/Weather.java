package dev.bailey.chaos;

import dev.bailey.chaos.FaultProxy.Faults;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** Faults by lot: every third connection is sound, each other one suffers something in one direction. */
final class Weather implements IntFunction<Faults> {
    private static final int KINDS = 9;
    private static final Fault NONE = new Fault.None();

    private final SplittableRandom random;
    private final int longest;

    /** @param longest bytes before a fault strikes */
    Weather(long seed, int longest) {
        this.random = new SplittableRandom(seed);
        this.longest = longest;
    }

    @Override
    public synchronized Faults apply(int number) {
        if (number % 3 == 0) {
            return Faults.NONE;
        }
        Fault fault = fault(random.nextInt(KINDS));
        return random.nextBoolean() ? new Faults(fault, NONE) : new Faults(NONE, fault);
    }

    private Fault fault(int kind) {
        long after = random.nextInt(1, longest);
        return switch (kind) {
            case 0 -> new Fault.Latency(random.nextInt(4), 4);
            case 1 -> new Fault.Drip(random.nextInt(64, 1024));
            case 2 -> new Fault.Bandwidth(random.nextInt(4 << 20, 16 << 20));
            case 3 -> new Fault.Blackhole(after);
            case 4, 5 -> new Fault.Reset(after);
            case 6 -> new Fault.Truncate(after);
            case 7 -> new Fault.HalfClose(after);
            default -> new Fault.Corrupt(after);
        };
    }
}
