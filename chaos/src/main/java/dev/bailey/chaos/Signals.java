package dev.bailey.chaos;

import java.io.IOException;

/** Signals to processes, by their names: TERM, STOP, CONT. */
final class Signals {
    private Signals() {}

    static void send(Process process, String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("no signal " + name + " could be sent to " + process.pid());
        }
    }
}
