package dev.bailey.load.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Bailey against what one would pick instead, in one run, one after the other in turns, in front of one backend whose own CPU is
 * not counted. Prints a Markdown report with every bar of the project's figures and whether it is held. Needs nginx with its Lua
 * module, lua-cjson, haproxy and wrk (Debian: nginx-light, libnginx-mod-http-lua, lua-cjson, haproxy, wrk).
 *
 * <p>Arguments: the bailey launcher, seconds of a turn, turns, and sections if not all are wanted.
 */
public final class Comparison {
    private static final List<String> SECTIONS = List.of("cpu", "latency", "routes", "idle", "large");
    private static final int USUAL = 32;
    private static final int WARM_UP_SECONDS = 8;
    private static final int ROUTES = 5000;
    private static final int IDLE = 10_000;
    private static final int LARGE = 1 << 20;
    private static final int FEW = 4;

    /** A call of a run of wrk; its cost in what matters. */
    private interface Run {
        Load of(Peer peer) throws IOException, InterruptedException;
    }

    private final Peers peers;
    private final int seconds;
    private final int turns;
    private final List<Bar> bars = new ArrayList<>();

    private Comparison(Peers peers, int seconds, int turns) {
        this.peers = peers;
        this.seconds = seconds;
        this.turns = turns;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> sections = args.length > 3 ? List.of(args).subList(3, args.length) : SECTIONS;
        if (!SECTIONS.containsAll(sections)) {
            throw new IllegalArgumentException("sections are " + SECTIONS + ", not " + sections);
        }
        Peers peers = new Peers(args[0]);
        try {
            new Comparison(peers, Integer.parseInt(args[1]), Integer.parseInt(args[2])).report(sections);
        } finally {
            peers.close();
        }
    }

    private void report(List<String> sections) throws IOException, InterruptedException {
        Peers.Service small = peers.service(300);
        Peer throughput = peers.bailey("Bailey, throughput profile", "throughput", small, 1);
        Peer sidecar = peers.bailey("Bailey, sidecar profile", "sidecar", small, 1);
        List<Peer> ours = List.of(throughput, sidecar);
        warm(ours);
        if (sections.contains("cpu")) {
            cpu(small, throughput, sidecar);
        }
        if (sections.contains("latency")) {
            latency(small, ours);
        }
        if (sections.contains("routes")) {
            routes(small, ours);
        }
        if (sections.contains("idle")) {
            idle(ours);
        }
        if (sections.contains("large")) {
            large();
        }
        elsewhere();
        print();
    }

    private static void warm(List<Peer> some) throws IOException, InterruptedException {
        for (Peer peer : some) {
            Load.run(peer, USUAL, WARM_UP_SECONDS);
        }
    }

    // ---- CPU per call

    private void cpu(Peers.Service service, Peer throughput, Peer sidecar) throws IOException, InterruptedException {
        Peer nginx = peers.plainNginx(service);
        Peer haproxy = peers.haproxy(service);
        Peer lua = peers.translatingNginx(service);
        List<Peer> all = List.of(nginx, haproxy, lua, throughput, sidecar);
        System.out.println("## CPU per call\n");
        System.out.println("| peer | connections | CPU µs per call | least | most | calls a second | ratio to nginx |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int connections : new int[] {1, USUAL, 512}) {
            Map<Peer, List<Load>> runs = inTurn(all, peer -> Load.run(peer, connections, seconds));
            double base = median(runs, nginx, Load::microsPerCall);
            for (Peer peer : all) {
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %d | %.1f | %.1f | %.1f | %.0f | %.2f |%n",
                        peer.name(),
                        connections,
                        median(runs, peer, Load::microsPerCall),
                        values(runs, peer, Load::microsPerCall)[0],
                        values(runs, peer, Load::microsPerCall)[turns - 1],
                        median(runs, peer, Load::callsPerSecond),
                        median(runs, peer, Load::microsPerCall) / base);
            }
            String on = ", " + connections + " connections";
            cpuBar(runs, "CPU per call, throughput profile ÷ nginx" + on, 0.8, throughput, nginx);
            cpuBar(runs, "CPU per call, sidecar profile ÷ nginx" + on, 1.2, sidecar, nginx);
            cpuBar(runs, "CPU per call, sidecar profile ÷ nginx + Lua" + on, 0.8, sidecar, lua);
        }
        System.out.println();
    }

    private void cpuBar(Map<Peer, List<Load>> runs, String what, double limit, Peer ours, Peer theirs) {
        double ratio = median(runs, ours, Load::microsPerCall) / median(runs, theirs, Load::microsPerCall);
        bars.add(Bar.atMost(what, limit, ratio, Bar.number(ratio)));
    }

    // ---- latency

    private void latency(Peers.Service service, List<Peer> ours) throws IOException, InterruptedException {
        Peer lua = peers.translatingNginx(service);
        double peak = Load.run(lua, USUAL, seconds).callsPerSecond();
        for (double share : new double[] {0.3, 0.6}) {
            double rate = share * peak;
            double theirs = OpenLoad.p99(lua, rate, 2 * seconds);
            for (Peer peer : ours) {
                double p99 = OpenLoad.p99(peer, rate, 2 * seconds);
                bars.add(Bar.atMost(
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

    // ---- many routes, many connections

    private void routes(Peers.Service service, List<Peer> few) throws IOException, InterruptedException {
        for (Peer one : few) {
            String profile = one.name().contains("sidecar") ? "sidecar" : "throughput";
            Peer many = peers.bailey("Bailey, " + profile + " profile, many routes", profile, service, ROUTES);
            Load.overRoutes(many, ROUTES, USUAL, WARM_UP_SECONDS);
            Map<Peer, List<Load>> runs = inTurn(
                    List.of(one, many), peer -> Load.overRoutes(peer, peer.equals(many) ? ROUTES : 1, USUAL, seconds));
            double ratio = median(runs, many, Load::microsPerCall) / median(runs, one, Load::microsPerCall);
            bars.add(Bar.atMost(
                    "CPU per call, " + ROUTES + " routes ÷ 1, " + profile + " profile",
                    1.05,
                    ratio,
                    Bar.number(ratio)));
            many.close();
        }
    }

    private void idle(List<Peer> ours) throws IOException, InterruptedException {
        for (Peer peer : ours) {
            double[] without = new double[turns];
            double[] with = new double[turns];
            for (int turn = 0; turn < turns; turn++) {
                without[turn] = Load.run(peer, USUAL, seconds).microsPerCall();
                List<Socket> idle = new ArrayList<>();
                try {
                    for (int i = 0; i < IDLE; i++) {
                        idle.add(new Socket(InetAddress.getLoopbackAddress(), peer.port()));
                    }
                    with[turn] = Load.run(peer, USUAL, seconds).microsPerCall();
                } finally {
                    for (Socket socket : idle) {
                        socket.close();
                    }
                }
            }
            double ratio = median(with) / median(without);
            bars.add(Bar.atMost(
                    "CPU per call, " + IDLE + " idle connections ÷ 0, " + peer.name(), 1.05, ratio, Bar.number(ratio)));
        }
    }

    // ---- large answers

    private void large() throws IOException, InterruptedException {
        Peers.Service service = peers.service(LARGE);
        Peer nginx = peers.plainNginx(service);
        Peer throughput = peers.bailey("Bailey, large answers, throughput profile", "throughput", service, 1);
        Peer sidecar = peers.bailey("Bailey, large answers, sidecar profile", "sidecar", service, 1);
        List<Peer> all = List.of(nginx, throughput, sidecar);
        for (Peer peer : all) {
            Load.run(peer, FEW, WARM_UP_SECONDS / 2);
        }
        Map<Peer, List<Load>> runs = inTurn(all, peer -> Load.run(peer, FEW, seconds));
        double theirs = median(runs, nginx, Load::microsPerCall);
        for (Peer peer : List.of(throughput, sidecar)) {
            double micros = median(runs, peer, Load::microsPerCall);
            bars.add(Bar.atLeast(
                    "1 MiB answers, bytes per CPU second ÷ nginx, " + peer.name(),
                    0.5,
                    theirs / micros,
                    String.format(
                            Locale.ROOT, "%.2f (%.0f MiB, %.0f MiB)", theirs / micros, 1e6 / micros, 1e6 / theirs)));
        }
    }

    // ---- what other programs measure

    private void elsewhere() {
        bars.add(Bar.elsewhere(
                "1 GiB answer on a `stream: true` route",
                "constant memory at 64 MiB, first byte within 10 ms of the service's",
                "not measured here"));
        bars.add(Bar.elsewhere(
                "a cgroup of 0.1 CPU and 64 MiB",
                "ready in < 3.5 s, then 500 calls/s for 60 s; at 1 CPU ready in < 350 ms",
                "docs/image.md"));
        bars.add(Bar.elsewhere("image", "< 60 MB compressed", "docs/image.md"));
        bars.add(Bar.elsewhere("allocation per facade call", "aim < 1.5 KiB", "load-tests/bench"));
    }

    // ---- runs and figures

    private Map<Peer, List<Load>> inTurn(List<Peer> all, Run run) throws IOException, InterruptedException {
        Map<Peer, List<Load>> runs = new LinkedHashMap<>();
        for (int turn = 0; turn < turns; turn++) {
            for (Peer peer : all) {
                runs.computeIfAbsent(peer, first -> new ArrayList<>()).add(run.of(peer));
            }
        }
        return runs;
    }

    private static double[] values(Map<Peer, List<Load>> runs, Peer peer, ToDoubleFunction<Load> figure) {
        return Objects.requireNonNull(runs.get(peer)).stream()
                .mapToDouble(figure)
                .sorted()
                .toArray();
    }

    private static double median(Map<Peer, List<Load>> runs, Peer peer, ToDoubleFunction<Load> figure) {
        return median(values(runs, peer, figure));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private void print() {
        System.out.println("## Bars\n");
        System.out.println("| what | bar | figure | verdict |");
        System.out.println("|---|---|---|---|");
        bars.forEach(bar -> System.out.println(bar.row()));
    }
}
