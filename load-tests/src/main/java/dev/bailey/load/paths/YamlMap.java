package dev.bailey.load.paths;

import dev.bailey.config.Suggestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of the file, read key by key; what is not as it should be becomes a problem and the default. */
final class YamlMap {
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(us|µs|ms|s|m)");

    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final @Nullable Node node;
    private final Problems problems;

    private YamlMap(@Nullable Node node, Problems problems) {
        this.node = node;
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::add);
        } else if (node != null) {
            problems.add(node.getStartMark(), "a mapping of keys to values is expected here");
        }
    }

    /** The whole of a file. */
    static YamlMap read(String text, Problems problems) {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setAllowDuplicateKeys(true).build();
            Optional<Node> root = new Compose(settings).composeString(text);
            return new YamlMap(root.orElse(null), problems);
        } catch (MarkedYamlEngineException e) {
            problems.add(e.getProblemMark(), "is no YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(Optional.empty(), "is no YAML: " + e.getMessage());
        }
        return new YamlMap(null, problems);
    }

    private void add(NodeTuple entry) {
        if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            problems.add(entry.getKeyNode().getStartMark(), "a key is a word");
        } else if (keys.containsKey(key.getValue())) {
            problems.add(key.getStartMark(), "'" + key.getValue() + "' stands here twice");
        } else {
            keys.put(key.getValue(), key);
            values.put(key.getValue(), entry.getValueNode());
        }
    }

    Set<String> keys() {
        return keys.keySet();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    boolean isText(String key) {
        return values.get(key) instanceof ScalarNode;
    }

    /** Whatever key is none of these is a problem. */
    void allow(String... known) {
        List<String> all = List.of(known);
        for (String key : keys.keySet()) {
            if (!all.contains(key)) {
                problem(key, "there is no key '" + key + "' here" + Suggestion.among(all, key));
            }
        }
    }

    void require(String key) {
        if (!has(key)) {
            problem("", "needs '" + key + "'");
        }
    }

    /** A problem at a key, or at this mapping when it has no such key. */
    void problem(String key, String message) {
        Node at = keys.containsKey(key) ? keys.get(key) : node;
        problems.add(at == null ? Optional.empty() : at.getStartMark(), message);
    }

    // ---- values

    String text(String key, String usual) {
        Node value = values.get(key);
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        if (value != null) {
            problem(key, "'" + key + "' is one value");
        }
        return usual;
    }

    double number(String key, double usual, double min, double max) {
        String text = text(key, "");
        if (!has(key)) {
            return usual;
        }
        if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            double number = Double.parseDouble(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        problem(key, "'" + key + "' is a number from " + plain(min) + " to " + plain(max) + ", not '" + text + "'");
        return usual;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    boolean flag(String key) {
        String text = text(key, "false");
        if (!text.equals("true") && !text.equals("false")) {
            problem(key, "'" + key + "' is true or false, not '" + text + "'");
        }
        return text.equals("true");
    }

    Duration duration(String key, Duration usual) {
        if (!has(key)) {
            return usual;
        }
        String text = text(key, "");
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            problem(key, "'" + key + "' is a duration such as 200us, 5ms or 2s, not '" + text + "'");
            return usual;
        }
        double nanos =
                switch (matcher.group(2)) {
                    case "ms" -> 1e6;
                    case "s" -> 1e9;
                    case "m" -> 60e9;
                    default -> 1e3;
                };
        return Duration.ofNanos(Math.round(Double.parseDouble(matcher.group(1)) * nanos));
    }

    /** A mapping; an empty one when it is left out. */
    YamlMap map(String key) {
        return new YamlMap(values.get(key), problems);
    }

    /** A list of mappings; empty when it is left out. */
    List<YamlMap> maps(String key) {
        return items(key).stream().map(item -> new YamlMap(item, problems)).toList();
    }

    /** One word or a list of them; empty when it is left out. */
    List<String> texts(String key) {
        if (isText(key)) {
            return List.of(text(key, ""));
        }
        List<String> texts = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                problems.add(item.getStartMark(), "an item of '" + key + "' is one value");
            }
        }
        return texts;
    }

    private List<Node> items(String key) {
        Node value = values.get(key);
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        if (value != null) {
            problem(key, "'" + key + "' is a list");
        }
        return List.of();
    }
}
