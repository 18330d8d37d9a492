package dev.bailey.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of the file on its way into a record. Whoever finds that it does not fit reports so, and goes on. */
final class Value {
    private static final int NO_ITEM = -1;

    private final YamlNode node;
    private final YamlNode home;
    private final Optional<Value> parent;
    private final String key;
    private final int index;
    private final Reading reading;

    private Value(YamlNode node, YamlNode home, Optional<Value> parent, String key, int index, Reading reading) {
        this.node = node;
        this.home = home;
        this.parent = parent;
        this.key = key;
        this.index = index;
        this.reading = reading;
    }

    static Value root(YamlNode node, Reading reading) {
        return new Value(node, node, Optional.empty(), "", NO_ITEM, reading);
    }

    /** As {@code /services/ads/url}; seldom needed, hence not kept. */
    private String path() {
        String step = index == NO_ITEM ? key : Integer.toString(index);
        return parent.map(above -> above.path() + '/' + step).orElse("");
    }

    /** The key that it stands behind, for the items of a list that of the list. */
    String key() {
        return key;
    }

    boolean isBehind(String name) {
        return key.equals(name);
    }

    /** At the value. */
    void problem(String message) {
        reading.problems().add(node, named(message));
    }

    /** At the key, or at the item of a list: for what is missing or too much as a whole. */
    void problemAtKey(String message) {
        reading.problems().add(home, named(message));
    }

    /** At the key, which needs no naming. */
    void problemWithKey(String message) {
        reading.problems().add(home, message);
    }

    /** The line of its key, from 1. */
    int line() {
        return home.line();
    }

    /** The line of the value, from 1. */
    int valueLine() {
        return node.line();
    }

    private String named(String message) {
        return key.isEmpty() ? message : key + ": " + message;
    }

    boolean isScalar() {
        return node instanceof YamlNode.Text;
    }

    boolean isMap() {
        return node instanceof YamlNode.Entries;
    }

    boolean isList() {
        return node instanceof YamlNode.Items;
    }

    boolean isNull() {
        return node instanceof YamlNode.Text scalar
                && new Scalar(scalar.text(), !scalar.plain(), false, false).isNull();
    }

    /** The single value; empty once it was reported that there is none. */
    Optional<Scalar> scalar(String expected) {
        Optional<Scalar> scalar = scalarOrNull(expected);
        if (scalar.isPresent() && scalar.get().isNull()) {
            problem("is empty; expected " + expected);
            return Optional.empty();
        }
        return scalar;
    }

    /** The single value, which may be null; empty once it was reported that there is none. */
    Optional<Scalar> scalarOrNull(String expected) {
        if (!(node instanceof YamlNode.Text scalar)) {
            String hint = isMap() ? "; text that starts with '{' needs quotes" : "";
            problem("expected " + expected + ", not a " + kind() + hint);
            return Optional.empty();
        }
        try {
            Scalar resolved = reading.interpolation().resolve(scalar.text(), !scalar.plain());
            if (resolved.secret()) {
                reading.secrets().add(path());
            }
            return Optional.of(Secrets.saidBy(key) ? resolved.hidden() : resolved);
        } catch (IllegalArgumentException e) {
            problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    String kind() {
        return isMap() ? "map" : isList() ? "list" : "single value";
    }

    /** The items of a list; none once it was reported that it is none. */
    List<Value> items(String expected) {
        if (!(node instanceof YamlNode.Items list)) {
            problem("expected " + expected + ", not a " + kind());
            return List.of();
        }
        List<Value> items = new ArrayList<>();
        for (YamlNode item : list.list()) {
            items.add(new Value(item, item, Optional.of(this), key, items.size(), reading));
        }
        return items;
    }

    /** The entries of a map by key, without those that come twice; none once it was reported that it is no map. */
    Map<String, Value> entries(String expected) {
        if (!(node instanceof YamlNode.Entries map)) {
            problem("expected " + expected + ", not a " + kind());
            return Map.of();
        }
        Map<String, Value> entries = new LinkedHashMap<>();
        for (YamlNode.Entry tuple : map.list()) {
            enter(tuple, entries);
        }
        return entries;
    }

    /** The value behind a key; itself when it has no such key. */
    Value child(String name) {
        return isMap() ? entries("a map").getOrDefault(name, this) : this;
    }

    /**
     * Where the item of a list came from; the list itself when not all of its items could be read, for then their
     * places are not known.
     */
    Value itemOf(List<?> read, int index) {
        List<Value> items = isList() ? items("a list") : List.of();
        return items.size() == read.size() ? items.get(index) : this;
    }

    private void enter(YamlNode.Entry tuple, Map<String, Value> entries) {
        if (!(tuple.key() instanceof YamlNode.Text name)) {
            reading.problems().add(tuple.key(), "a key is a single value");
            return;
        }
        String text = name.text();
        Value value = new Value(tuple.value(), name, Optional.of(this), text, NO_ITEM, reading);
        Value first = entries.putIfAbsent(text, value);
        if (first != null) {
            reading.problems().add(name, "the key '" + text + "' stands twice, first in line " + first.line());
        }
    }
}
