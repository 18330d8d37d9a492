package dev.bailey.metrics;

/** The four ways through the bridge, by how a call came in and what the service speaks. */
public enum Direction {
    /** HTTP to JSON-RPC. */
    FACADE("facade"),
    /** JSON-RPC to HTTP. */
    REVERSE("reverse"),
    /** JSON-RPC to JSON-RPC. */
    RELAY("relay"),
    /** HTTP to HTTP. */
    FORWARD("forward");

    private final String label;

    Direction(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
