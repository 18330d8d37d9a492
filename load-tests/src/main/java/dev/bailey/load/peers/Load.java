package dev.bailey.load.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One run of wrk: as many calls as the peer can answer on some connections, for some seconds. */
record Load(long calls, long errors, double seconds) {

    static Load run(Peer peer, int connections, int seconds) throws IOException, InterruptedException {
        Process wrk = new ProcessBuilder(List.of(
                        "wrk",
                        "-t1",
                        "-c" + connections,
                        "-d" + seconds + "s",
                        "http://127.0.0.1:" + peer.port() + "/ads/7?lang=fr"))
                .redirectErrorStream(true)
                .start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (wrk.waitFor() != 0) {
            throw new IOException("wrk failed: " + output);
        }
        return parse(output, seconds);
    }

    private static Load parse(String output, int seconds) {
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
        return new Load(calls, errors, seconds);
    }
}
