package dev.bailey.load.peers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a call costs while thousands of kept connections say nothing. */
final class IdleConnections implements Section {
    private static final int IDLE = 10_000;
    /** Ten times the connections of {@code limits.connections} need a larger heap than the sidecar profile has. */
    private static final String ROOM = "-Xmx256m";

    private static final byte[] REQUEST = "GET /ads/7?lang=fr HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);
    private static final int PATIENCE_MILLIS = 10_000;

    @Override
    public void run(Peers peers, Turns turns, Findings findings) throws IOException, InterruptedException {
        Peers.Service service = peers.service(300);
        for (String profile : List.of("throughput", "sidecar")) {
            Peer peer = peers.bailey("Bailey, " + profile + " profile", profile, service, 1, ROOM);
            Turns.warm(List.of(peer));
            double[] without = new double[turns.turns()];
            double[] with = new double[turns.turns()];
            for (int turn = 0; turn < turns.turns(); turn++) {
                without[turn] = cost(peer, turns);
                List<Socket> idle = new ArrayList<>();
                try {
                    fill(idle, peer);
                    with[turn] = cost(peer, turns);
                } finally {
                    for (Socket socket : idle) {
                        socket.close();
                    }
                }
            }
            double ratio = median(with) / median(without);
            findings.bar(Bar.atMost(
                    "CPU per call, " + IDLE + " idle connections ÷ 0, " + profile + " profile",
                    1.05,
                    ratio,
                    Bar.number(ratio)));
            peer.close();
        }
    }

    private static double cost(Peer peer, Turns turns) throws IOException, InterruptedException {
        return Load.run(peer, Turns.USUAL_CONNECTIONS, turns.seconds()).microsPerCall();
    }

    /** Connections that are kept after a call: one that has asked nothing yet is closed after the headerTimeout. */
    private static void fill(List<Socket> idle, Peer peer) throws IOException {
        byte[] answer = new byte[4096];
        for (int i = 0; i < IDLE; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), peer.port());
            idle.add(socket);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(REQUEST);
            if (socket.getInputStream().read(answer) <= 0) {
                throw new IOException(peer.name() + " closed connection " + i);
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
