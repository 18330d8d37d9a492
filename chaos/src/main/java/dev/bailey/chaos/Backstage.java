package dev.bailey.chaos;

import java.io.Closeable;
import java.io.IOException;

/** Threads of the kit: daemons, so that nothing of it keeps a process alive. */
final class Backstage {
    private Backstage() {}

    static Thread run(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static void close(Closeable what) {
        try {
            what.close();
        } catch (IOException e) {
            // it is gone
        }
    }
}
