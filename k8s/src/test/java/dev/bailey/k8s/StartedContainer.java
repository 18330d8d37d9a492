package dev.bailey.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Bailey's container of a rendered pod, started for real: its command or else the Dockerfile's entry point, its arguments, its
 * environment and the Dockerfile's and no other, and the files that are mounted into it. Out of the image's directory; where that was
 * not built (Maven's profile {@code image}) from the class path, unless nothing may be missing. Asked by its own probes.
 */
final class StartedContainer implements AutoCloseable {
    private static final Path IMAGE =
            Path.of("../bridge/sidecar/target/image").toAbsolutePath().normalize();
    private static final Path CLASSES =
            Path.of("../bridge/sidecar/target").toAbsolutePath().normalize();

    private static final Path DOCKERFILE = Path.of("../Dockerfile");

    /** Where the image has the directory. */
    private static final String HOME = "/opt/bailey";

    private final Manifest container;
    private final Process process;
    private final Path log;

    private StartedContainer(Manifest container, Process process, Path log) {
        this.container = container;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param all what was rendered: a Deployment and the ConfigMap that it mounts
     * @param folder an empty one, for what is mounted and the log
     */
    static StartedContainer start(List<Manifest> all, Path folder) throws IOException {
        Manifest container = Pod.of(Manifest.only("Deployment", all)).bailey();
        String mounted = container.text("volumeMounts", 0, "mountPath");
        Path root = Files.createDirectories(folder.resolve("mounted"));
        for (Map.Entry<String, JsonElement> file :
                Manifest.only("ConfigMap", all).at("data").getAsJsonObject().entrySet()) {
            Files.writeString(root.resolve(file.getKey()), file.getValue().getAsString());
        }
        Path log = folder.resolve("log");
        return new StartedContainer(container, process(container, Map.of(mounted, root.toString()), log), log);
    }

    /**
     * Starts what a container runs.
     *
     * @param places what to read otherwise in its arguments, for here it stands elsewhere
     */
    static Process process(Manifest container, Map<String, String> places, Path log) throws IOException {
        List<String> command = new ArrayList<>(command(container));
        for (String arg : texts(container.at("args").getAsJsonArray())) {
            String here = arg;
            for (Map.Entry<String, String> place : places.entrySet()) {
                here = here.replace(place.getKey(), place.getValue());
            }
            command.add(here);
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(dockerfileEnvironment());
        builder.environment().putAll(environment(container));
        return builder.start();
    }

    private static List<String> command(Manifest container) throws IOException {
        boolean built = Files.exists(IMAGE.resolve("sidecar.args"));
        if (built) {
            List<String> command = container.has("command")
                    ? texts(container.at("command").getAsJsonArray())
                    : texts(JsonParser.parseString(dockerfile("ENTRYPOINT ").get(0))
                            .getAsJsonArray());
            return command.stream()
                    .map(word -> word.replace(HOME, IMAGE.toString()))
                    .toList();
        }
        Installed.mayLack("there is no image: build with -Pimage");
        try (Stream<Path> own = Files.list(CLASSES);
                Stream<Path> others = Files.list(CLASSES.resolve("lib"))) {
            String classPath = Stream.concat(own, others)
                    .map(Path::toString)
                    .filter(file -> file.endsWith(".jar") && !file.endsWith("-tests.jar"))
                    .collect(Collectors.joining(File.pathSeparator));
            String java = ProcessHandle.current().info().command().orElse("java");
            return List.of(java, "-XX:TieredStopAtLevel=1", "-cp", classPath, "dev.bailey.sidecar.Main");
        }
    }

    private static List<String> texts(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }

    /** What follows an instruction, each time that it is given. */
    private static List<String> dockerfile(String instruction) throws IOException {
        return Files.readAllLines(DOCKERFILE).stream()
                .filter(line -> line.startsWith(instruction))
                .map(line -> line.substring(instruction.length()))
                .toList();
    }

    private static Map<String, String> dockerfileEnvironment() throws IOException {
        return dockerfile("ENV ").stream()
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static Map<String, String> environment(Manifest container) {
        return container.items("env").stream()
                .collect(Collectors.toMap(one -> one.get("name").getAsString(), one -> one.get("value")
                        .getAsString()));
    }

    int port(String name) {
        for (JsonObject port : container.items("ports")) {
            if (port.get("name").getAsString().equals(name)) {
                return port.get("containerPort").getAsInt();
            }
        }
        throw new AssertionError("no port " + name);
    }

    /** What the kubelet would find: a status from 200 to 399 is good. */
    boolean passes(String probe) throws IOException, InterruptedException {
        int port = port(container.text(probe, "httpGet", "port"));
        int status = Http.status(port, container.text(probe, "httpGet", "path"));
        return status >= 200 && status < 400;
    }

    /** Waits as long as the start-up probe lets it: then the kubelet would start it anew. */
    void awaitStarted() throws IOException, InterruptedException {
        int seconds = container.number("startupProbe", "periodSeconds")
                * container.number("startupProbe", "failureThreshold");
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        while (!passes("startupProbe")) {
            assertTrue(process.isAlive() && System.nanoTime() < end, "it has not started: " + log());
            Http.pause();
        }
    }

    /** Waits until a probe finds what is expected; the test's own time limit bounds it. */
    void await(String probe, boolean passes) throws IOException, InterruptedException {
        while (passes(probe) != passes) {
            assertTrue(process.isAlive(), "it has ended: " + log());
            Http.pause();
        }
    }

    /** SIGTERM. */
    void terminate() {
        process.toHandle().destroy();
    }

    void assertEndsWithin(int seconds) throws IOException, InterruptedException {
        assertTrue(process.waitFor(seconds, TimeUnit.SECONDS), "it has not ended: " + log());
        assertEquals(0, process.exitValue(), log());
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
