package dev.bailey.load.peers;

import java.io.IOException;

/** A part of the comparison that is run by itself: it starts what it needs, and ends in bars. */
interface Section {
    /** Bounded in time; what it starts through {@code peers} is ended by whoever runs it. */
    void run(Peers peers, Turns turns, Findings findings) throws IOException, InterruptedException;
}
