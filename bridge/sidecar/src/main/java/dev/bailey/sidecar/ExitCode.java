package dev.bailey.sidecar;

/** What the process ends with. */
final class ExitCode {
    static final int OK = 0;

    /** Something failed at run time; the reason is on stderr. */
    static final int FAILED = 1;

    /** The command line makes no sense. */
    static final int USAGE = 2;

    /** The configuration cannot be used: {@code EX_CONFIG} of sysexits.h. */
    static final int BAD_CONFIG = 78;

    private ExitCode() {}
}
