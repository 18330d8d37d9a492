package dev.bailey.load.plan;

import dev.bailey.load.paths.PathName;

/** What a block measures: a path, or direct once more, which is the test's own test (A/A). */
public enum Arm {
    DIRECT(PathName.DIRECT, "direct"),
    DIRECT_AGAIN(PathName.DIRECT, "directAgain"),
    SIDECAR(PathName.SIDECAR, "sidecar"),
    IN_PROCESS(PathName.IN_PROCESS, "inProcess");

    private final PathName path;
    private final String key;

    Arm(PathName path, String key) {
        this.path = path;
        this.key = key;
    }

    public PathName path() {
        return path;
    }

    /** In files. */
    public String key() {
        return key;
    }

    /** For people. */
    public String title() {
        return this == DIRECT_AGAIN ? "direct again" : path.title();
    }

    /** The one that measures a path, not the A/A check. */
    public static Arm of(PathName path) {
        return switch (path) {
            case DIRECT -> DIRECT;
            case SIDECAR -> SIDECAR;
            case IN_PROCESS -> IN_PROCESS;
        };
    }
}
