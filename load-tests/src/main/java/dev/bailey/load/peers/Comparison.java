package dev.bailey.load.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Bailey against what one would pick instead, in one run, one after the other in turns, in front of one backend whose own CPU is
 * not counted. Prints a Markdown report with every bar of the project's figures and whether it is held. Needs nginx with its Lua
 * module, lua-cjson, haproxy and wrk (Debian: nginx-light, libnginx-mod-http-lua, lua-cjson, haproxy, wrk), and for what is
 * measured in control groups root and their version 1.
 *
 * <p>Arguments: the runtime directory, the folder where findings are kept, seconds of a turn, turns, and sections if not all are
 * wanted. The report has the kept findings of the other sections too, so that it can be made a part at a time.
 */
public final class Comparison {
    private final Path image;
    private final Path folder;
    private final Turns turns;
    private final Map<String, Section> sections = new LinkedHashMap<>();

    private Comparison(Path image, Path folder, Turns turns) {
        this.image = image;
        this.folder = folder;
        this.turns = turns;
        sections.put("cpu", new CpuPerCall());
        sections.put("latency", new OpenLatency());
        sections.put("routes", new ManyRoutes());
        sections.put("idle", new IdleConnections());
        sections.put("large", new LargeAnswers());
        sections.put("stream", new InContainer(image, "stream"));
        sections.put("start", new InContainer(image, "start", "size"));
        sections.put("calls", new InContainer(image, "calls"));
        sections.put("many", new InContainer(image, "routes"));
        sections.put("allocation", new Allocation());
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Comparison comparison = new Comparison(
                Path.of(args[0]).toAbsolutePath(),
                Path.of(args[1]),
                new Turns(Integer.parseInt(args[2]), Integer.parseInt(args[3])));
        List<String> all = List.copyOf(comparison.sections.keySet());
        List<String> wanted = args.length > 4 ? List.of(args).subList(4, args.length) : all;
        if (!all.containsAll(wanted)) {
            throw new IllegalArgumentException("sections are " + all + ", not " + wanted);
        }
        for (String name : wanted) {
            comparison.run(name);
        }
        comparison.print();
    }

    /** A section that fails leaves its failure in the report, and the others their turn. */
    private void run(String name) throws IOException, InterruptedException {
        System.err.println("compare: " + name);
        Findings findings = new Findings();
        Peers peers = new Peers(image.resolve("bin/bailey").toString());
        try {
            Objects.requireNonNull(sections.get(name)).run(peers, turns, findings);
        } catch (IOException | IllegalStateException e) {
            findings.bar(new Bar(name, "", "", "failed: " + e.getMessage()));
        } finally {
            peers.close();
        }
        findings.write(folder, name);
    }

    private void print() throws IOException {
        List<String> bars = new ArrayList<>();
        for (String name : sections.keySet()) {
            Path table = folder.resolve(name + ".table");
            if (!Files.exists(table)) {
                bars.add(new Bar(name, "", "", "not measured").row());
                continue;
            }
            Files.readAllLines(table).forEach(System.out::println);
            bars.addAll(Files.readAllLines(folder.resolve(name + ".bars")));
        }
        System.out.println("\n### Bars\n");
        System.out.println("| what | bar | figure | verdict |");
        System.out.println("|---|---|---|---|");
        bars.forEach(System.out::println);
    }
}
