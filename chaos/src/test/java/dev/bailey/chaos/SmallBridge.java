package dev.bailey.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Bailey with as little memory as the sidecar has. Where there is an image it is that which runs, with {@code -Ppromises} in a
 * control group of 64 MiB if this machine lets us make one; else the classes that were just built, with the sidecar's flags for this Java.
 */
final class SmallBridge implements AutoCloseable {
    private static final int CONTAINER = 64 << 20;

    private final Optional<MemoryLimit> limit;
    private final BridgeProcess process;

    private SmallBridge(Optional<MemoryLimit> limit, BridgeProcess process) {
        this.limit = limit;
        this.process = process;
    }

    static SmallBridge start(String configuration, Path folder) throws IOException {
        String image = System.getProperty("bailey.image", "");
        if (image.isEmpty()) {
            return new SmallBridge(Optional.empty(), BridgeProcess.start(sidecarFlags(), configuration, folder));
        }
        List<String> command = List.of(image + "/bin/bailey");
        if (!Boolean.getBoolean("promises.timing") || !MemoryLimit.isPossible()) {
            return new SmallBridge(Optional.empty(), BridgeProcess.launch(command, configuration, folder));
        }
        MemoryLimit limit = MemoryLimit.of(CONTAINER);
        return new SmallBridge(Optional.of(limit), BridgeProcess.launch(limit.inside(command), configuration, folder));
    }

    /** The flags that the launcher takes; lines are {@code PROFILE WORD}. */
    private static List<String> sidecarFlags() throws IOException {
        String file = Runtime.version().feature() < 25 ? "jdk17.flags" : "jdk25.flags";
        List<String> flags = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "bridge", "sidecar", "src", "main", "jvm", file))) {
            if (line.startsWith("sidecar -") || line.startsWith("both -")) {
                flags.add(line.substring(line.indexOf('-')));
            }
        }
        return flags;
    }

    BridgeProcess process() {
        return process;
    }

    /** What it takes, for people to read. */
    String memory() throws IOException {
        if (!process.isAlive()) {
            return "dead";
        }
        String resident =
                mebibytes(process.memory("VmRSS")) + " resident, at most " + mebibytes(process.memory("VmHWM"));
        return limit.isEmpty()
                ? resident
                : resident + ", " + mebibytes(limit.get().anonymous()) + " of 64 MiB its own";
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    @Override
    public void close() throws IOException {
        process.close();
        if (limit.isPresent()) {
            limit.get().close();
        }
    }
}
