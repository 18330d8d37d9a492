package dev.bailey.load.peers;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How long callers wait at rates that nginx + Lua can take, in an open model. */
final class OpenLatency implements Section {
    @Override
    public void run(Peers peers, Turns turns, Findings findings) throws IOException, InterruptedException {
        Peers.Service service = peers.service(300);
        List<Peer> ours = List.of(
                peers.bailey("Bailey, throughput profile", "throughput", service, 1),
                peers.bailey("Bailey, sidecar profile", "sidecar", service, 1));
        Peer lua = peers.translatingNginx(service);
        Turns.warm(ours);
        double peak = Load.run(lua, Turns.USUAL_CONNECTIONS, turns.seconds()).callsPerSecond();
        for (double share : new double[] {0.3, 0.6}) {
            double rate = share * peak;
            double theirs = median(lua, rate, turns);
            for (Peer peer : ours) {
                double p99 = median(peer, rate, turns);
                findings.bar(Bar.atMost(
                        String.format(
                                Locale.ROOT,
                                "p99 of %s ÷ nginx + Lua, open model, %.0f %% of its peak (%.0f/s)",
                                peer.name(),
                                100 * share,
                                rate),
                        1,
                        p99 / theirs,
                        String.format(Locale.ROOT, "%.2f (%.2f ms, %.2f ms)", p99 / theirs, p99, theirs)));
            }
        }
    }

    private static double median(Peer peer, double rate, Turns turns) throws InterruptedException {
        double[] runs = new double[turns.turns()];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = OpenLoad.p99(peer, rate, turns.seconds());
        }
        Arrays.sort(runs);
        return runs[runs.length / 2];
    }
}
