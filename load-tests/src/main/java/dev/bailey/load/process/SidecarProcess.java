package dev.bailey.load.process;

import dev.bailey.load.service.ServiceMain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Bailey as a sidecar of the built-in service: {@code bailey run}, without Gatling in its class path. */
public final class SidecarProcess implements AutoCloseable {
    /** The launcher may have to build first. */
    private static final int START_SECONDS = 300;

    private final Child process;
    private final Cgroup cgroup;
    private final URI url;

    private SidecarProcess(Child process, Cgroup cgroup, URI url) {
        this.process = process;
        this.cgroup = cgroup;
        this.url = url;
    }

    /** Starts it by the launcher and waits until it listens. */
    public static SidecarProcess start(Path launcher, Path log, ServiceProcess service)
            throws IOException, InterruptedException {
        Path config = Files.createDirectories(log).resolve("sidecar.yaml");
        Files.writeString(config, ServiceMain.resource("sidecar.yaml"));
        Child process = Child.start(
                "sidecar",
                log,
                List.of(launcher.toString(), "run", "-c", config.toString()),
                Map.of(
                        "BAILEY_PROFILE", "sidecar",
                        "HTTP_PORT", "0",
                        "ADMIN_PORT", "0",
                        "RPC_PORT", "" + service.rpcPort(),
                        "SERVICE_PORT", "" + service.directPort()));
        try {
            String ready = process.awaitLine("http ", START_SECONDS);
            Cgroup cgroup = Cgroup.around(process.pid());
            return new SidecarProcess(
                    process, cgroup, URI.create(ready.substring("http".length()).strip()));
        } catch (IOException | RuntimeException e) {
            process.close();
            throw e;
        }
    }

    public URI url() {
        return url;
    }

    public long pid() {
        return process.pid();
    }

    /** Where it runs, for people. */
    public String place() {
        return cgroup.description();
    }

    @Override
    public void close() {
        process.close();
        cgroup.close();
    }
}
