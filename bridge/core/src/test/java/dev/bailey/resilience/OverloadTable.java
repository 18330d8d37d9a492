package dev.bailey.resilience;

import dev.bailey.resilience.ServiceSimulation.Stretch;
import java.io.PrintStream;
import java.util.Locale;

/** Prints the figures of docs/adr/0006-adaptive-concurrency.md; always the same ones. */
final class OverloadTable {
    private static final int MAX = 512;
    private static final double[] LOADS = {0.5, 1, 2, 5};

    private record Service(int workers, double meanSeconds) {
        double capacity() {
            return workers / meanSeconds;
        }

        @Override
        public String toString() {
            return "%d × %.0f ms".formatted(workers, meanSeconds * 1e3);
        }
    }

    private final PrintStream out;

    private OverloadTable(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] args) {
        new OverloadTable(System.out).print();
    }

    private void print() {
        Service[] services = {
            new Service(1, 0.002), new Service(4, 0.05), new Service(16, 0.01), new Service(64, 0.02),
        };
        for (double timeout : new double[] {0.5, 10}) {
            out.printf(Locale.ROOT, "%nTimeout %.1f s%n%n", timeout);
            out.println("| service | load | fixed: goodput | p99 | shed | timed out "
                    + "| adaptive: goodput | p99 | shed | timed out | limit |");
            out.println("|---|---|---|---|---|---|---|---|---|---|---|");
            for (Service service : services) {
                for (double load : LOADS) {
                    compare(service, load, timeout);
                }
            }
        }
    }

    private void compare(Service service, double load, double timeout) {
        out.printf(Locale.ROOT, "| %s | %.1f × |", service, load);
        for (Gates gate : Gates.values()) {
            Stretch seen = overload(gate, service, load, timeout);
            double reachable = service.capacity() * Math.min(1, load);
            out.printf(
                    Locale.ROOT,
                    " %.0f %% | %.0f ms | %.0f %% | %.0f %% |",
                    100 * seen.goodput() / reachable,
                    1e3 * seen.p99(),
                    100 * seen.shedRate(),
                    100.0 * seen.timedOut() / seen.offered());
            if (gate == Gates.ADAPTIVE) {
                out.printf(" %d |", seen.limit());
            }
        }
        out.println();
    }

    /** Twenty quiet seconds, then the load; what is measured begins when the limit has had time to settle. */
    private static Stretch overload(Gates gate, Service service, double load, double timeout) {
        double capacity = service.capacity();
        ServiceSimulation simulation =
                new ServiceSimulation(gate.open(MAX), service.workers, timeout).work(service.meanSeconds);
        simulation.load(at -> 0.3 * capacity).run(20);
        simulation.load(at -> load * capacity).run(Math.max(15, 3000 / capacity));
        return simulation.run(Math.max(30, 3000 / capacity));
    }
}
