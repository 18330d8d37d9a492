package dev.bailey.load.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A control group of its own for one process, as a sidecar's container has it, where this machine lets us make one; the kernel then
 * shares the CPU between service and sidecar as groups, not as threads. No limit is set.
 */
final class Cgroup implements AutoCloseable {
    /** Version 1 has one tree for each controller, version 2 one for all. */
    private static final List<Path> TREES = List.of(Path.of("/sys/fs/cgroup/cpu"), Path.of("/sys/fs/cgroup"));

    private final Optional<Path> group;

    private Cgroup(Optional<Path> group) {
        this.group = group;
    }

    static Cgroup around(long pid) {
        for (Path tree : TREES) {
            Path group = tree.resolve("bailey-loadtest-" + pid);
            if (Files.isWritable(tree) && Files.exists(tree.resolve("cgroup.procs")) && enter(group, pid)) {
                return new Cgroup(Optional.of(group));
            }
        }
        return new Cgroup(Optional.empty());
    }

    private static boolean enter(Path group, long pid) {
        try {
            Files.createDirectory(group);
            Files.writeString(group.resolve("cgroup.procs"), "" + pid);
            return true;
        } catch (IOException e) {
            remove(group);
            return false;
        }
    }

    private static void remove(Path group) {
        try {
            Files.deleteIfExists(group);
        } catch (IOException e) {
            // a group that is not empty yet goes with the machine
        }
    }

    String description() {
        return group.isPresent() ? "a control group of its own" : "no control group of its own (none can be made here)";
    }

    /** Once its process has ended. */
    @Override
    public void close() {
        group.ifPresent(Cgroup::remove);
    }
}
