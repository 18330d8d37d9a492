package dev.bailey.load.peers;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** How many bytes of answers of a mebibyte a second of CPU moves. */
final class LargeAnswers implements Section {
    private static final int LARGE = 1 << 20;
    private static final int CONNECTIONS = 4;

    @Override
    public void run(Peers peers, Turns turns, Findings findings) throws IOException, InterruptedException {
        Peers.Service service = peers.service(LARGE);
        Peer nginx = peers.plainNginx(service);
        Peer throughput = peers.bailey("Bailey, throughput profile", "throughput", service, 1);
        Peer sidecar = peers.bailey("Bailey, sidecar profile", "sidecar", service, 1);
        List<Peer> all = List.of(nginx, throughput, sidecar);
        Turns.warm(all, peer -> Load.run(peer, CONNECTIONS, 4));
        Turns.Loads loads = turns.of(all, peer -> Load.run(peer, CONNECTIONS, turns.seconds()));
        double theirs = loads.median(nginx, Load::microsPerCall);
        for (Peer peer : List.of(throughput, sidecar)) {
            double micros = loads.median(peer, Load::microsPerCall);
            findings.bar(Bar.atLeast(
                    "1 MiB answers, bytes per CPU second ÷ nginx, " + peer.name(),
                    0.5,
                    theirs / micros,
                    String.format(
                            Locale.ROOT, "%.2f (%.0f MiB, %.0f MiB)", theirs / micros, 1e6 / micros, 1e6 / theirs)));
        }
    }
}
