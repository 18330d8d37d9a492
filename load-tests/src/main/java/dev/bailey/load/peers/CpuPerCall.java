package dev.bailey.load.peers;

import java.io.IOException;
import java.util.List;

/** What a call costs each peer in CPU, on few and on many connections. */
final class CpuPerCall implements Section {
    private static final int[] CONNECTIONS = {1, Turns.USUAL_CONNECTIONS, 512};

    @Override
    public void run(Peers peers, Turns turns, Findings findings) throws IOException, InterruptedException {
        Peers.Service service = peers.service(300);
        Peer throughput = peers.bailey("Bailey, throughput profile", "throughput", service, 1);
        Peer sidecar = peers.bailey("Bailey, sidecar profile", "sidecar", service, 1);
        Peer nginx = peers.plainNginx(service);
        Peer haproxy = peers.haproxy(service);
        Peer lua = peers.translatingNginx(service);
        List<Peer> all = List.of(nginx, haproxy, lua, throughput, sidecar);
        Turns.warm(List.of(throughput, sidecar));
        findings.line("### CPU per call\n");
        findings.line("| peer | connections | CPU µs per call | least | most | calls a second | ratio to nginx |");
        findings.line("|---|---|---|---|---|---|---|");
        for (int connections : CONNECTIONS) {
            // a compiler that has not seen this load yet is no cost of a call
            Turns.warm(List.of(throughput, sidecar), peer -> Load.run(peer, connections, 3));
            Turns.Loads loads = turns.of(all, peer -> Load.run(peer, connections, turns.seconds()));
            for (Peer peer : all) {
                row(findings, loads, peer, connections, nginx);
            }
            String on = ", " + connections + (connections == 1 ? " connection" : " connections");
            bar(findings, loads, "CPU per call, throughput profile ÷ nginx" + on, 0.8, throughput, nginx);
            bar(findings, loads, "CPU per call, sidecar profile ÷ nginx" + on, 1.2, sidecar, nginx);
            bar(findings, loads, "CPU per call, sidecar profile ÷ nginx + Lua" + on, 0.8, sidecar, lua);
        }
    }

    private static void row(Findings findings, Turns.Loads loads, Peer peer, int connections, Peer base) {
        double micros = loads.median(peer, Load::microsPerCall);
        findings.line(
                "| %s | %d | %.1f | %.1f | %.1f | %.0f | %.2f |",
                peer.name(),
                connections,
                micros,
                loads.least(peer, Load::microsPerCall),
                loads.most(peer, Load::microsPerCall),
                loads.median(peer, Load::callsPerSecond),
                micros / loads.median(base, Load::microsPerCall));
    }

    private static void bar(Findings findings, Turns.Loads loads, String what, double limit, Peer ours, Peer theirs) {
        double ratio = loads.median(ours, Load::microsPerCall) / loads.median(theirs, Load::microsPerCall);
        findings.bar(Bar.atMost(what, limit, ratio, Bar.number(ratio)));
    }
}
