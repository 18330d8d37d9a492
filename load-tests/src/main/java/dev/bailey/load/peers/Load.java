package dev.bailey.load.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of wrk: as many calls as the peer can answer on some connections, for some seconds. */
record Load(long calls, long errors, double seconds, double cpuMicros) {
    /** One in so many: connections that a loaded machine was slow to accept. */
    private static final int MOST_ERRORS = 1000;

    private static final int GRACE_SECONDS = 15;
    private static final double MICROS_PER_TICK = 10_000;

    static Load run(Peer peer, int connections, int seconds) throws IOException, InterruptedException {
        return run(peer, connections, seconds, List.of());
    }

    /** Over so many paths, one after the other in no order. */
    static Load overRoutes(Peer peer, int routes, int connections, int seconds)
            throws IOException, InterruptedException {
        Path script = Files.createTempFile("bailey-routes", ".lua");
        try {
            Files.writeString(script, """
                    local i = 0
                    request = function()
                      i = (i * 5 + 2049) %% 8192
                      return wrk.format("GET", "/shop" .. (i %% %d) .. "/ads/7?lang=fr")
                    end
                    """.formatted(routes));
            return run(peer, connections, seconds, List.of("-s", script.toString()));
        } finally {
            Files.delete(script);
        }
    }

    private static Load run(Peer peer, int connections, int seconds, List<String> more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s"));
        command.addAll(more);
        command.add("http://127.0.0.1:" + peer.port() + "/ads/7?lang=fr");
        long before = peer.cpuTicks();
        Path said = Files.createTempFile("bailey-wrk", ".out");
        Process wrk = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = wrk.waitFor(seconds + GRACE_SECONDS, TimeUnit.SECONDS);
        wrk.destroyForcibly();
        String output = Files.readString(said);
        Files.delete(said);
        if (!ended || wrk.exitValue() != 0) {
            throw new IOException("wrk failed at " + peer.name() + ": " + output);
        }
        Load load = parse(output, seconds, (peer.cpuTicks() - before) * MICROS_PER_TICK);
        if (load.errors * MOST_ERRORS > load.calls || load.calls == 0 || !peer.isAlive()) {
            throw new IOException(peer.name() + " failed calls: " + load);
        }
        return load;
    }

    private static Load parse(String output, int seconds, double cpuMicros) {
        long calls = 0;
        long errors = 0;
        for (String line : output.lines().map(String::strip).toList()) {
            if (line.contains(" requests in ")) {
                calls = Long.parseLong(line.substring(0, line.indexOf(' ')));
            } else if (line.startsWith("Non-2xx or 3xx responses:")) {
                errors += Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
            } else if (line.startsWith("Socket errors:")) {
                errors++;
            }
        }
        return new Load(calls, errors, seconds, cpuMicros);
    }

    /** User and system time of the peer for one call, in microseconds. */
    double microsPerCall() {
        return cpuMicros / calls;
    }

    double callsPerSecond() {
        return calls / seconds;
    }
}
