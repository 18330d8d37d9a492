package dev.bailey.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A control group of the kernel with a limit of memory, as a container has it: page cache, stacks, code and what Netty takes count
 * with the heap, and the kernel ends the process that needs more. Version 1, whose {@code memory} controller must be writable (root).
 */
public final class MemoryLimit implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup/memory");

    private final Path group;

    private MemoryLimit(Path group) {
        this.group = group;
    }

    /** Whether this machine lets us make one. */
    public static boolean isPossible() {
        return Files.isWritable(ROOT) && Files.exists(ROOT.resolve("memory.limit_in_bytes"));
    }

    /** Makes one of so many bytes. */
    public static MemoryLimit of(long bytes) throws IOException {
        Path group = Files.createDirectories(
                ROOT.resolve("bailey-chaos-" + ProcessHandle.current().pid()));
        Files.writeString(group.resolve("memory.limit_in_bytes"), Long.toString(bytes));
        Files.writeString(group.resolve("memory.swappiness"), "0");
        return new MemoryLimit(group);
    }

    /** The command that runs another one inside. */
    public List<String> inside(List<String> command) {
        List<String> words = new ArrayList<>(
                List.of("sh", "-c", "echo $$ > " + group.resolve("cgroup.procs") + " && exec \"$@\"", "sh"));
        words.addAll(command);
        return words;
    }

    /** What cannot be given back now: the processes' own pages, without the page cache, in bytes. */
    public long anonymous() throws IOException {
        for (String line : Files.readAllLines(group.resolve("memory.stat"))) {
            if (line.startsWith("rss ")) {
                return Long.parseLong(line.substring("rss ".length()));
            }
        }
        throw new IOException("no rss in " + group);
    }

    /** Removes it; what ran inside must have ended. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(group);
    }
}
