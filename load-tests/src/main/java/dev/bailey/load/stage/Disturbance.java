package dev.bailey.load.stage;

import java.io.IOException;

/** What happens to the service in the middle of a block: begins after a third of it, and is over after two thirds. */
public interface Disturbance {
    /** Nothing. */
    Disturbance NONE = new Disturbance() {
        @Override
        public void begin() {}

        @Override
        public void end() {}
    };

    void begin() throws IOException, InterruptedException;

    void end() throws IOException, InterruptedException;
}
