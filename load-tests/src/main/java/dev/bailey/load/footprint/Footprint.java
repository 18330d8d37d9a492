package dev.bailey.load.footprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.load.peers.Backend;
import dev.bailey.load.peers.Bar;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Prints what the sidecar's runtime directory needs: its size, time to start at a whole CPU and at a tenth of one, whether 64 MiB
 * hold it under calls, with 5,000 routes, and while answers of a gibibyte flow. Each figure with its bar where there is one; exit
 * code 1 if a bar is missed. Needs root and version 1 of the kernel's control groups.
 *
 * <p>Arguments: the runtime directory; then any of {@code size}, {@code start}, {@code calls}, {@code routes} and {@code stream}
 * (all of them unless said).
 */
public final class Footprint {
    private static final long MIB = 1 << 20;
    private static final long MEMORY = 64 * MIB;
    private static final double TENTH = 0.1;
    private static final int STARTS = 9;
    private static final Set<String> ALL = Set.of("size", "start", "calls", "routes", "stream");
    private static final int CONNECTIONS = 256;
    private static final int ROUTES = 5_000;
    private static final long LONGEST_ROUND = TimeUnit.MINUTES.toNanos(2);
    private static final int MOST_ERRORS = 10;
    private static final int BACKEND_HTTP = 24_401;
    private static final int BACKEND_TCP = 24_402;

    private final Path image;
    private final Path folder;
    private final Consumer<Bar> bars;

    private Footprint(Path image, Path folder, Consumer<Bar> bars) {
        this.image = image;
        this.folder = folder;
        this.bars = bars;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Set<String> parts = args.length > 1 ? Set.copyOf(Arrays.asList(args).subList(1, args.length)) : ALL;
        System.out.println("| what | bar | measured | |");
        System.out.println("|---|---|---|---|");
        boolean[] missed = new boolean[1];
        measure(Path.of(args[0]).toAbsolutePath(), parts, bar -> {
            System.out.println(bar.row());
            missed[0] |= bar.verdict().equals("missed");
        });
        System.exit(missed[0] ? 1 : 0);
    }

    /**
     * Measures some parts.
     *
     * @param bars gets each figure when it is known
     * @throws IOException if this machine's control groups cannot be written, or the subject does not start
     */
    public static void measure(Path image, Set<String> parts, Consumer<Bar> bars)
            throws IOException, InterruptedException {
        if (!Cgroup.isPossible()) {
            throw new IOException("the control groups of this machine cannot be written (version 1, as root)");
        }
        Footprint footprint = new Footprint(image, Files.createTempDirectory("footprint"), bars);
        Process backend = footprint.backend();
        try {
            footprint.measure(parts);
        } finally {
            backend.destroy();
        }
    }

    private Process backend() throws IOException {
        Process backend = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Backend.class.getName(),
                        "" + BACKEND_HTTP,
                        "" + BACKEND_TCP,
                        "300")
                .redirectError(folder.resolve("backend.log").toFile())
                .start();
        try (BufferedReader out = backend.inputReader(UTF_8)) {
            if (!"ready".equals(out.readLine())) {
                throw new IOException("the backend does not start; see " + folder.resolve("backend.log"));
            }
        }
        return backend;
    }

    private void measure(Set<String> parts) throws IOException, InterruptedException {
        if (parts.contains("size")) {
            long bytes = ImageSize.compressed(image);
            bars.accept(Bar.of(
                    "runtime directory, compressed",
                    "< 60 MB",
                    String.format(Locale.ROOT, "%.1f MB", bytes / 1e6),
                    bytes < 60_000_000));
        }
        if (parts.contains("start")) {
            start(1, 350);
            start(TENTH, 3_500);
        }
        if (parts.contains("calls")) {
            calls();
        }
        if (parts.contains("routes")) {
            routes();
        }
        if (parts.contains("stream")) {
            for (String framing : StreamedGigabyte.FRAMINGS) {
                stream(framing);
            }
        }
    }

    private void stream(String framing) throws IOException, InterruptedException {
        forgetPages();
        try (StreamedGigabyte large = new StreamedGigabyte(framing);
                Cgroup group = Cgroup.limited(1, MEMORY)) {
            Path config = Files.writeString(folder.resolve("stream-" + framing + ".yaml"), large.config());
            try (Subject subject = Subject.start(group, image, config, log("stream-" + framing))) {
                StreamedGigabyte.Result result = large.call(subject.port(), group::anonymousBytes);
                boolean lives = subject.isAlive() && group.outOfMemoryKills() == 0;
                bars.accept(Bar.of(
                        "1 GiB answer, `stream: true`, " + framing + ", 64 MiB, a caller that reads "
                                + StreamedGigabyte.MEBIBYTES_A_SECOND + " MiB/s",
                        "whole; first byte < 10 ms after the service's",
                        String.format(
                                Locale.ROOT,
                                "%s in %.1f s; %.2f ms; at most %s of its own",
                                result.whole() ? "whole" : "CUT",
                                result.seconds(),
                                result.firstByteMillis(),
                                mib(result.mostMemory())),
                        lives && result.whole() && result.firstByteMillis() < 10));
            }
        }
    }

    /** Has the page cache forget the image's files, so that their pages are charged to the group that reads them. */
    private void forgetPages() throws IOException, InterruptedException {
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                new ProcessBuilder("dd", "if=" + file, "iflag=nocache", "count=0", "status=none")
                        .inheritIO()
                        .start()
                        .waitFor();
            }
        }
    }

    private void start(double cpus, long bar) throws IOException, InterruptedException {
        Path config = config(1);
        long[] millis = new long[STARTS];
        long peak = 0;
        for (int i = 0; i < STARTS; i++) {
            try (Cgroup group = Cgroup.limited(cpus, MEMORY)) {
                try (Subject subject = Subject.start(group, image, config, log("start"))) {
                    millis[i] = subject.startMillis();
                    peak = Math.max(peak, group.peakBytes());
                }
            }
        }
        Arrays.sort(millis);
        verdict(
                "ready at " + cpus + " CPU and 64 MiB (median of " + STARTS + ", " + millis[0] + "–"
                        + millis[STARTS - 1] + " ms; peak " + mib(peak) + ")",
                millis[STARTS / 2] + " ms",
                "< " + bar + " ms",
                millis[STARTS / 2] < bar);
    }

    private void calls() throws IOException, InterruptedException {
        forgetPages();
        try (Cgroup group = Cgroup.limited(TENTH, MEMORY)) {
            try (Subject subject = Subject.start(group, image, config(1), log("calls"))) {
                SteadyCalls.Result trickle = new SteadyCalls(subject.port(), 4).run(10, 10);
                report("trickle: 10 calls/s for 10 s", trickle, /* isBar= */ true);
                SteadyCalls.Result steady = new SteadyCalls(subject.port(), CONNECTIONS).run(500, 60);
                report("500 calls/s for 60 s", steady, /* isBar= */ true);
                SteadyCalls.Result fast = new SteadyCalls(subject.port(), CONNECTIONS).run(2_000, 20);
                report("2,000 calls/s for 20 s", fast, /* isBar= */ false);
                int metrics = new SteadyCalls.Connection(subject.admin()).get("/metrics");
                verdict("/metrics after it", "status " + metrics, "200", metrics == 200);
                memory(group, subject);
            }
        }
    }

    private void routes() throws IOException, InterruptedException {
        forgetPages();
        try (Cgroup group = Cgroup.limited(TENTH, MEMORY)) {
            try (Subject subject = Subject.start(group, image, config(ROUTES), log("routes"))) {
                verdict("5,000 routes: ready at 0.1 CPU and 64 MiB", subject.startMillis() + " ms", "–", true);
                SteadyCalls.Connection caller = new SteadyCalls.Connection(subject.port());
                int errors = 0;
                int called = 0;
                long end = System.nanoTime() + LONGEST_ROUND;
                while (called < ROUTES && errors < MOST_ERRORS && System.nanoTime() < end) {
                    errors += caller.get("/r" + called + "/7") == 200 ? 0 : 1;
                    called++;
                }
                verdict(
                        "5,000 routes: each called once",
                        errors + " errors in " + called,
                        "no error",
                        errors == 0 && called == ROUTES);
                int metrics = new SteadyCalls.Connection(subject.admin()).get("/metrics");
                verdict("5,000 routes: /metrics after it", "status " + metrics, "200", metrics == 200);
                memory(group, subject);
            }
        }
    }

    private void report(String what, SteadyCalls.Result result, boolean isBar) {
        verdict(
                what + ": p50 " + millis(result.p50()) + ", p99 " + millis(result.p99()) + ", longest "
                        + millis(result.max()),
                result.errors() + " errors in " + result.calls(),
                isBar ? "no error" : "–",
                !isBar || result.errors() == 0);
    }

    private void memory(Cgroup group, Subject subject) throws IOException {
        boolean lives = subject.isAlive() && group.outOfMemoryKills() == 0;
        verdict(
                "peak " + mib(group.peakBytes()) + ", of its own " + mib(group.anonymousBytes()) + ", throttled "
                        + Math.round(group.throttledSeconds()) + " s",
                lives ? "alive" : "killed",
                "alive",
                lives);
    }

    private void verdict(String what, String measured, String bar, boolean held) {
        bars.accept(bar.equals("–") ? Bar.reported(what, measured) : Bar.of(what, bar, measured, held));
    }

    private static String mib(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / (double) MIB);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f ms", value);
    }

    private Path log(String part) {
        return folder.resolve(part + ".log");
    }

    /** One route {@code /ads/{id}}, and more of them as {@code /rN/{id}}. */
    private Path config(int routes) throws IOException {
        StringBuilder yaml = new StringBuilder("""
                http: {listen: "127.0.0.1:0"}
                admin: {listen: "127.0.0.1:0"}
                services: {ads: {url: "tcp://127.0.0.1:%d", pool: {acquireTimeout: 5s}}}
                routes:
                  - {rpc: ads.get, http: "GET /ads/{id}", service: ads, types: {id: integer}}
                """.formatted(BACKEND_TCP));
        for (int i = 0; routes > 1 && i < routes; i++) {
            yaml.append("  - {rpc: r")
                    .append(i)
                    .append(".get, http: \"GET /r")
                    .append(i)
                    .append("/{id}\", service: ads}\n");
        }
        return Files.writeString(folder.resolve("bailey-" + routes + ".yaml"), yaml);
    }
}
