package dev.bailey.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuThrottlingTest {
    private static final String V2 = "usage_usec 90\nnr_throttled 3\nthrottled_usec 1500000\nnr_bursts 0\n";
    private static final String V1 = "nr_periods 7\nnr_throttled 2\nthrottled_time 2500000000\n";

    @TempDir
    Path root;

    @Test
    void cgroup2InsideAContainer() {
        file("proc/self/cgroup", "0::/\n");
        file("sys/fs/cgroup/cpu.stat", V2);
        assertEquals(1.5, seconds());
    }

    @Test
    void cgroup2OnAHost() {
        file("proc/self/cgroup", "0::/system.slice/bailey.service\n");
        file("sys/fs/cgroup/cpu.stat", "throttled_usec 9\n");
        file("sys/fs/cgroup/system.slice/bailey.service/cpu.stat", V2);
        assertEquals(1.5, seconds());
    }

    @Test
    void cgroup2WhosePathIsThatOfTheHost() {
        file("proc/self/cgroup", "0::/kubepods/pod1/c1\n");
        file("sys/fs/cgroup/cpu.stat", V2);
        assertEquals(1.5, seconds());
    }

    @Test
    void cgroup1WithTheControllersInOneMount() {
        file("proc/self/cgroup", "5:memory:/a\n4:cpu,cpuacct:/a\n0::/\n");
        file("sys/fs/cgroup/cpu,cpuacct/a/cpu.stat", V1);
        assertEquals(2.5, seconds());
    }

    @Test
    void cgroup1WithAMountOfItsOwn() {
        file("proc/self/cgroup", "2:cpuacct:/\n1:cpu:/\n");
        file("sys/fs/cgroup/cpu/cpu.stat", V1);
        assertEquals(2.5, seconds());
    }

    @Test
    void withoutCgroupsThereIsNoThrottling() {
        assertEquals(0, seconds());
    }

    @Test
    void withoutALimitThereIsNoThrottling() {
        file("proc/self/cgroup", "odd line\n0::/\n");
        file("sys/fs/cgroup/cpu.stat", "usage_usec 90\n");
        assertEquals(0, seconds());
    }

    private double seconds() {
        return CpuThrottling.ofThisProcess(root).seconds();
    }

    private void file(String path, String content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
