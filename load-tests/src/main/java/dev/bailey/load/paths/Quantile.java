package dev.bailey.load.paths;

/** The percentiles that are compared. */
public enum Quantile {
    P50("p50", 50),
    P90("p90", 90),
    P99("p99", 99),
    P999("p999", 99.9);

    private final String key;
    private final double percent;

    Quantile(String key, double percent) {
        this.key = key;
        this.percent = percent;
    }

    /** In files. */
    public String key() {
        return key;
    }

    public double percent() {
        return percent;
    }

    /** For people. */
    public String title() {
        return this == P999 ? "p99.9" : key;
    }
}
