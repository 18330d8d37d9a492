package dev.bailey.load.paths;

import dev.bailey.config.ConfigException;
import dev.bailey.config.ConfigProblem;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the file of {@code --target} and the budgets. Both are YAML; docs/load-testing.md has every key. All problems are
 * reported at once, with file, line and column.
 */
public final class TargetFile {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> NOT_SENT =
            Set.of("host", "content-length", "transfer-encoding", "connection", "expect", "upgrade", "te", "trailer");
    private static final int MAX_RATE = 1_000_000;

    private final Path file;
    private final Budgets budgets;
    private final Problems problems;

    private TargetFile(Path file, Budgets budgets) {
        this.file = file;
        this.budgets = budgets;
        this.problems = new Problems(file.toString());
    }

    /**
     * Reads a target.
     *
     * @param budgets those of a target that names none
     * @throws ConfigException with every problem found
     */
    public static Target read(Path file, Budgets budgets) {
        return new TargetFile(file, budgets).parse(text(file));
    }

    /**
     * Reads what would stand in such a file.
     *
     * @param name of where it comes from, for problems
     * @throws ConfigException with every problem found
     */
    public static Target parse(String name, String text, Budgets budgets) {
        return new TargetFile(Path.of(name), budgets).parse(text);
    }

    private Target parse(String text) {
        Target target = target(YamlMap.read(text, problems));
        problems.throwIfAny();
        return target;
    }

    /**
     * Reads a file of budgets.
     *
     * @throws ConfigException with every problem found
     */
    public static Budgets readBudgets(Path file) {
        TargetFile reading = new TargetFile(file, Budgets.DEFAULT);
        Budgets read = reading.budgets(YamlMap.read(text(file), reading.problems));
        reading.problems.throwIfAny();
        return read;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            String why = Files.isRegularFile(file) ? "cannot be read as UTF-8 text" : "there is no such file";
            throw new ConfigException(List.of(new ConfigProblem(file.toString(), 1, 1, why)));
        }
    }

    // ---- the target

    private Target target(YamlMap map) {
        map.allow(
                "direct",
                "sidecar",
                "inProcess",
                "requests",
                "headers",
                "rate",
                "timeout",
                "connections",
                "expectStatus",
                "trustAll",
                "budgets",
                "slowInProcess");
        Map<PathName, PathTarget> paths = paths(map);
        Map<String, String> headers = headers(map);
        Duration slow = map.duration("slowInProcess", Duration.ZERO);
        if (!paths.isEmpty() && !slow.isZero()) {
            map.problem("slowInProcess", "slows the built-in service, not one that the file names");
        }
        return new Target(
                paths,
                requests(map, headers, paths.isEmpty()),
                map.number("rate", 0, 1, MAX_RATE),
                map.duration("timeout", Target.DEFAULT_TIMEOUT),
                (int) map.number("connections", Target.DEFAULT_CONNECTIONS, 1, 10_000),
                (int) map.number("expectStatus", 0, 200, 599),
                map.flag("trustAll"),
                map.isText("budgets") ? budgetsIn(map) : budgets(map.map("budgets")),
                slow);
    }

    private Map<PathName, PathTarget> paths(YamlMap map) {
        Map<PathName, PathTarget> paths = new EnumMap<>(PathName.class);
        for (PathName name : PathName.values()) {
            if (map.isText(name.key())) {
                url(map, name.key()).ifPresent(url -> paths.put(name, new PathTarget(url, List.of())));
            } else if (map.has(name.key())) {
                YamlMap path = map.map(name.key());
                path.allow("url", "pids");
                path.require("url");
                url(path, "url").ifPresent(url -> paths.put(name, new PathTarget(url, pids(path))));
            }
        }
        boolean named = map.has("direct") || map.has("sidecar") || map.has("inProcess");
        if (named && !map.has("direct")) {
            map.problem("", "needs 'direct': the URL of the service itself, without Bailey");
        } else if (named && !map.has("sidecar") && !map.has("inProcess")) {
            map.problem("direct", "needs 'inProcess' or 'sidecar' beside it: something to compare with");
        }
        return paths;
    }

    private static List<Long> pids(YamlMap path) {
        List<Long> pids = new ArrayList<>();
        for (String word : path.texts("pids")) {
            if (word.matches("[1-9]\\d{0,9}")
                    && ProcessHandle.of(Long.parseLong(word)).isPresent()) {
                pids.add(Long.parseLong(word));
            } else {
                path.problem("pids", "'" + word + "' is no process on this machine");
            }
        }
        return pids;
    }

    private static Optional<URI> url(YamlMap map, String key) {
        String text = map.text(key, "");
        try {
            URI url = new URI(text);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if ((!scheme.equals("http") && !scheme.equals("https")) || url.getHost() == null) {
                map.problem(key, "'" + text + "' is no URL such as http://127.0.0.1:8080 or https://ads.example/v1");
            } else if (url.getFragment() != null || url.getUserInfo() != null) {
                map.problem(key, "a URL here has no user and no fragment");
            } else {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            map.problem(key, "'" + text + "' is no URL: " + e.getReason());
        }
        return Optional.empty();
    }

    // ---- requests

    private List<RequestShape> requests(YamlMap map, Map<String, String> common, boolean builtIn) {
        List<RequestShape> requests = new ArrayList<>();
        for (YamlMap entry : map.maps("requests")) {
            entry.allow("method", "path", "headers", "body");
            Map<String, String> headers = new LinkedHashMap<>(common);
            headers.putAll(headers(entry));
            requests.add(new RequestShape(method(entry), path(entry), headers, entry.text("body", "")));
        }
        if (map.has("requests") && requests.isEmpty()) {
            map.problem("requests", "is empty: leave it out, or name one");
        }
        if (requests.isEmpty()) {
            RequestShape usual = builtIn ? Target.BUILT_IN_REQUEST : RequestShape.get("");
            requests.add(new RequestShape(usual.method(), usual.path(), common, ""));
        }
        return requests;
    }

    private static String method(YamlMap entry) {
        String method = entry.text("method", entry.has("body") ? "POST" : "GET");
        if (!METHODS.contains(method)) {
            entry.problem("method", "'" + method + "' is none of " + String.join(", ", METHODS));
        }
        return method;
    }

    private static String path(YamlMap entry) {
        String path = entry.text("path", "");
        if (!path.isEmpty() && !path.startsWith("/") && !path.startsWith("?")) {
            entry.problem("path", "'" + path + "' does not begin with /");
        } else if (path.chars().anyMatch(c -> c <= ' ' || c >= 127 || c == '#')) {
            entry.problem("path", "a path is written as it goes over the wire: percent-encoded, without spaces and #");
        }
        return path;
    }

    private static Map<String, String> headers(YamlMap map) {
        Map<String, String> headers = new LinkedHashMap<>();
        YamlMap entries = map.map("headers");
        for (String name : entries.keys()) {
            String value = entries.text(name, "");
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                entries.problem(name, "'" + name + "' is no name of a header");
            } else if (NOT_SENT.contains(name.toLowerCase(Locale.ROOT))) {
                entries.problem(name, "'" + name + "' is not to be set: it comes from the URL and the body");
            } else if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c >= 127)) {
                entries.problem(name, "a header's value is printable ASCII");
            } else {
                headers.put(name, value);
            }
        }
        return headers;
    }

    // ---- budgets

    private Budgets budgetsIn(YamlMap map) {
        String name = map.text("budgets", "");
        try {
            return readBudgets(file.toAbsolutePath().resolveSibling(name));
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        } catch (InvalidPathException e) {
            map.problem("budgets", "'" + name + "' is no file name");
        }
        return budgets;
    }

    private Budgets budgets(YamlMap map) {
        map.allow("inProcess", "sidecar", "errorShare");
        return new Budgets(
                budget(map, "inProcess", budgets.inProcess()),
                budget(map, "sidecar", budgets.sidecar()),
                map.number("errorShare", budgets.errorShare(), 0, 1));
    }

    private static Map<Quantile, Double> budget(YamlMap map, String path, Map<Quantile, Double> usual) {
        if (!map.has(path)) {
            return usual;
        }
        YamlMap entries = map.map(path);
        entries.allow("p50", "p90", "p99", "p999");
        Map<Quantile, Double> budget = new EnumMap<>(Quantile.class);
        for (Quantile quantile : Quantile.values()) {
            if (entries.has(quantile.key())) {
                Duration may = entries.duration(quantile.key(), Duration.ZERO);
                budget.put(quantile, may.toNanos() / 1e6);
            }
        }
        if (budget.isEmpty()) {
            map.problem(path, "names no percentile, so it would allow anything");
        }
        return budget;
    }
}
