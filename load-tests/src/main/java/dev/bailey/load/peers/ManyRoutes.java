package dev.bailey.load.peers;

import java.io.IOException;
import java.util.List;

/** What a call costs when there are thousands of routes, and all are used. */
final class ManyRoutes implements Section {
    private static final int ROUTES = 5000;

    @Override
    public void run(Peers peers, Turns turns, Findings findings) throws IOException, InterruptedException {
        Peers.Service service = peers.service(300);
        for (String profile : List.of("throughput", "sidecar")) {
            Peer one = peers.bailey("Bailey, " + profile + " profile, one route", profile, service, 1);
            Peer many = peers.bailey("Bailey, " + profile + " profile, many routes", profile, service, ROUTES);
            Turns.Run run = peer ->
                    Load.overRoutes(peer, peer.equals(many) ? ROUTES : 1, Turns.USUAL_CONNECTIONS, turns.seconds());
            Turns.warm(List.of(one, many));
            Turns.warm(List.of(one, many), run);
            Turns.Loads loads = turns.of(List.of(one, many), run);
            double ratio = loads.median(many, Load::microsPerCall) / loads.median(one, Load::microsPerCall);
            findings.bar(Bar.atMost(
                    "CPU per call, " + ROUTES + " routes ÷ 1, " + profile + " profile",
                    1.05,
                    ratio,
                    Bar.number(ratio)));
            one.close();
            many.close();
        }
    }
}
