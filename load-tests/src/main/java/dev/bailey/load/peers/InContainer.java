package dev.bailey.load.peers;

import dev.bailey.load.footprint.Footprint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** The runtime directory in a control group, and how large it is. */
final class InContainer implements Section {
    private final Path image;
    private final Set<String> parts;

    InContainer(Path image, String... parts) {
        this.image = image;
        this.parts = Set.of(parts);
    }

    @Override
    public void run(Peers peers, Turns turns, Findings findings) throws IOException, InterruptedException {
        Footprint.measure(image, parts, findings::bar);
    }
}
