package dev.bailey.sidecar;

import dev.bailey.sidecar.log.Logging;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Console console = Console.ofProcess();
        int code = new Commands(console, format -> Logging.start(format, console.err())).run(args);
        // a finished command ends the process, whatever threads are left
        System.exit(code);
    }
}
