package dev.bailey.load.paths;

/** The ways to a service that are compared. */
public enum PathName {
    DIRECT("direct", "direct"),
    SIDECAR("sidecar", "sidecar"),
    IN_PROCESS("inProcess", "in-process");

    private final String key;
    private final String title;

    PathName(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** In files: the target's and the verdict's. */
    public String key() {
        return key;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
