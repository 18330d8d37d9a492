package dev.bailey.load.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Peers measured in turn, so that what else happens on the machine meets all of them.
 *
 * @param seconds of one run
 * @param turns runs of each
 */
record Turns(int seconds, int turns) {
    static final int USUAL_CONNECTIONS = 32;
    private static final int WARM_UP_SECONDS = 8;

    /** One run of one peer. */
    interface Run {
        Load of(Peer peer) throws IOException, InterruptedException;
    }

    /** What a run of turns gave, peer by peer. */
    record Loads(Map<Peer, List<Load>> runs) {
        double median(Peer peer, ToDoubleFunction<Load> figure) {
            double[] values = sorted(peer, figure);
            return values[values.length / 2];
        }

        double least(Peer peer, ToDoubleFunction<Load> figure) {
            return sorted(peer, figure)[0];
        }

        double most(Peer peer, ToDoubleFunction<Load> figure) {
            double[] values = sorted(peer, figure);
            return values[values.length - 1];
        }

        private double[] sorted(Peer peer, ToDoubleFunction<Load> figure) {
            double[] values = Objects.requireNonNull(runs.get(peer)).stream()
                    .mapToDouble(figure)
                    .toArray();
            Arrays.sort(values);
            return values;
        }
    }

    Loads of(List<Peer> peers, Run run) throws IOException, InterruptedException {
        Map<Peer, List<Load>> runs = new LinkedHashMap<>();
        for (int turn = 0; turn < turns; turn++) {
            for (Peer peer : peers) {
                runs.computeIfAbsent(peer, first -> new ArrayList<>()).add(run.of(peer));
            }
        }
        return new Loads(runs);
    }

    /** Lets Java compile what calls need. */
    static void warm(List<Peer> peers, Run run) throws IOException, InterruptedException {
        for (Peer peer : peers) {
            run.of(peer);
        }
    }

    static void warm(List<Peer> peers) throws IOException, InterruptedException {
        warm(peers, peer -> Load.run(peer, USUAL_CONNECTIONS, WARM_UP_SECONDS));
    }
}
