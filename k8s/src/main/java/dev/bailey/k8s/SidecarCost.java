package dev.bailey.k8s;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the sidecars of a number of pods cost, and what retiring them saves. Runs as it stands: {@code java SidecarCost.java
 * --pods 400}. What a cluster has to have is what pods request, whatever they use; so requests are what is counted, and use
 * is shown beside them.
 *
 * @param pods how many have a sidecar
 * @param requested by one sidecar
 * @param used by one sidecar, measured
 * @param inProcess what one pod needs more once the bridge runs inside the application
 * @param price of what is requested, for an hour
 */
record SidecarCost(int pods, Load requested, Load used, Load inProcess, Price price) {
    private static final double HOURS_A_MONTH = 730;
    private static final double MIB_A_GIB = 1024;
    private static final int USAGE = 2;

    private static final String HELP = """
            What the sidecars of N pods cost, and what retiring them saves.

              --pods N               pods with a sidecar
              --cpu CORES            that one sidecar requests            (0.1)
              --memory MIB           that one sidecar requests            (64)
              --used-cpu CORES       that one sidecar uses, measured; both or none
              --used-memory MIB      that one sidecar uses, measured; both or none
              --in-process-cpu CORES   that a pod needs instead           (0)
              --in-process-memory MIB  that a pod needs instead           (0)
              --core-hour PRICE      of one core for an hour              (not shown)
              --gib-hour PRICE       of one GiB of memory for an hour     (not shown)
            """;

    private static final List<String> OPTIONS = Arrays.stream(HELP.split("\\s+"))
            .filter(word -> word.startsWith("--"))
            .toList();

    /** CPU in cores, memory in MiB. */
    record Load(double cores, double mib) {
        Load times(double factor) {
            return new Load(cores * factor, mib * factor);
        }

        Load minus(Load other) {
            return new Load(cores - other.cores, mib - other.mib);
        }

        double gib() {
            return mib / MIB_A_GIB;
        }
    }

    /** In whatever currency; 0 where nothing is known. */
    record Price(double coreHour, double gibHour) {
        double month(Load load) {
            return (load.cores() * coreHour + load.gib() * gibHour) * HOURS_A_MONTH;
        }

        boolean known() {
            return coreHour > 0 || gibHour > 0;
        }
    }

    /** What all sidecars together request. */
    Load reserved() {
        return requested.times(pods);
    }

    /** What is free once they are gone; less than nothing if the bridge costs more inside. */
    Load saved() {
        return requested.minus(inProcess).times(pods);
    }

    /** One row a line, in Markdown. */
    String table() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "| %-31s | %9s | %10s |", "of " + pods + " pods", "cores", "GiB"));
        text.append(price.known() ? " a month    |\n|---|---|---|---|\n" : "\n|---|---|---|\n");
        row(text, "sidecars request", reserved());
        if (used.cores() > 0 && used.mib() > 0) {
            row(text, "of which they use", used.times(pods));
        }
        row(text, "in-process, the pods need more", inProcess.times(pods));
        row(text, "retiring the sidecars saves", saved());
        return text.toString();
    }

    private void row(StringBuilder text, String what, Load load) {
        text.append(String.format(Locale.ROOT, "| %-31s | %9.1f | %10.1f |", what, load.cores(), load.gib()));
        text.append(price.known() ? String.format(Locale.ROOT, " %10.2f |%n", price.month(load)) : "\n");
    }

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    static SidecarCost of(String... args) {
        Map<String, Double> given = new TreeMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!OPTIONS.contains(args[i])) {
                throw new IllegalArgumentException("there is no option " + args[i]);
            }
            if (given.put(args[i], i + 1 < args.length ? number(args[i], args[i + 1]) : number(args[i], "")) != null) {
                throw new IllegalArgumentException(args[i] + " is there twice");
            }
        }
        if (!given.containsKey("--pods")) {
            throw new IllegalArgumentException("--pods N is missing");
        }
        return new SidecarCost(
                (int) Math.round(given.getOrDefault("--pods", 0.0)),
                new Load(given.getOrDefault("--cpu", 0.1), given.getOrDefault("--memory", 64.0)),
                new Load(given.getOrDefault("--used-cpu", 0.0), given.getOrDefault("--used-memory", 0.0)),
                new Load(given.getOrDefault("--in-process-cpu", 0.0), given.getOrDefault("--in-process-memory", 0.0)),
                new Price(given.getOrDefault("--core-hour", 0.0), given.getOrDefault("--gib-hour", 0.0)));
    }

    private static double number(String option, String text) {
        try {
            double number = Double.parseDouble(text);
            if (number >= 0 && number < 1e9) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(option + " takes a number, not '" + text + "'");
    }

    public static void main(String[] args) {
        if (args.length == 0 || args[0].equals("--help")) {
            System.out.print(HELP);
            return;
        }
        try {
            System.out.print(of(args).table());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(USAGE);
        }
    }
}
