package dev.bailey.load.peers;

import java.io.IOException;
import java.util.List;

/**
 * What a call costs when there are thousands of routes: calls to one of them, which tell what finding it costs, and calls to all of them
 * in turn, which tell what it costs that the caches of the processor hold none of what a route has.
 */
final class ManyRoutes implements Section {
    private static final int ROUTES = 5000;

    @Override
    public void run(Peers peers, Turns turns, Findings findings) throws IOException, InterruptedException {
        Peers.Service service = peers.service(300);
        for (String profile : List.of("throughput", "sidecar")) {
            Peer one = peers.bailey("Bailey, " + profile + " profile, one route", profile, service, 1);
            Peer many = peers.bailey("Bailey, " + profile + " profile, many routes", profile, service, ROUTES);
            Turns.warm(List.of(one, many));
            bar(findings, turns, "5,000 routes ÷ 1", profile, one, many, 1);
            bar(findings, turns, "5,000 routes, all called ÷ 1", profile, one, many, ROUTES);
            one.close();
            many.close();
        }
    }

    private static void bar(
            Findings findings, Turns turns, String what, String profile, Peer one, Peer many, int called)
            throws IOException, InterruptedException {
        Turns.Run run =
                peer -> Load.overRoutes(peer, peer.equals(many) ? called : 1, Turns.USUAL_CONNECTIONS, turns.seconds());
        Turns.warm(List.of(one, many), run);
        Turns.Loads loads = turns.of(List.of(one, many), run);
        double ratio = loads.median(many, Load::microsPerCall) / loads.median(one, Load::microsPerCall);
        findings.bar(Bar.atMost("CPU per call, " + what + ", " + profile + " profile", 1.05, ratio, Bar.number(ratio)));
    }
}
