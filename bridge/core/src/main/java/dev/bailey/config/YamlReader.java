package dev.bailey.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Makes nodes of the parser's events. Refuses what a configuration needs none of: deep nesting (this recurses),
 * tags, a second document, a node that contains itself.
 */
final class YamlReader {
    private static final int MAX_DEPTH = 64;

    private final Parser parser;
    private final UnaryOperator<String> shown;
    private final Problems problems;
    private final Map<Anchor, YamlNode> anchors = new HashMap<>();

    /** What {@code shown} makes of a scalar is its text. */
    YamlReader(Parser parser, UnaryOperator<String> shown, Problems problems) {
        this.parser = parser;
        this.shown = shown;
        this.problems = problems;
    }

    /**
     * The root of the only document; empty when there is none.
     *
     * @throws ParserException what cannot be read at all
     */
    Optional<YamlNode> document() {
        parser.next(); // the start of the stream
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return Optional.empty();
        }
        parser.next(); // the start of the document
        YamlNode root = node(0);
        parser.next(); // its end
        refuseIf(
                !parser.checkEvent(Event.ID.StreamEnd),
                "a second document; a configuration is one",
                parser.peekEvent());
        return Optional.of(root);
    }

    private YamlNode node(int depth) {
        Event event = parser.next();
        if (event instanceof AliasEvent alias) {
            return Optional.ofNullable(anchors.get(alias.getAlias()))
                    .orElseThrow(() -> new ParserException(
                            "the alias *" + alias.getAlias() + " has no anchor before it", alias.getStartMark()));
        }
        YamlNode node =
                event instanceof ScalarEvent scalar ? text(scalar) : collection((CollectionStartEvent) event, depth);
        ((NodeEvent) event).getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
        return node;
    }

    private YamlNode text(ScalarEvent scalar) {
        checkTag(scalar, scalar.getTag());
        String text = shown.apply(scalar.getValue());
        // an escape can make one, and no UTF-8 can carry it
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            problems.add(line(scalar), column(scalar), "half of a surrogate pair is no character");
        }
        return new YamlNode.Text(text, scalar.isPlain(), line(scalar), column(scalar));
    }

    private YamlNode collection(CollectionStartEvent start, int depth) {
        refuseIf(depth >= MAX_DEPTH, "nested more than " + MAX_DEPTH + " deep", start);
        checkTag(start, start.getTag());
        YamlNode node = start instanceof MappingStartEvent
                ? new YamlNode.Entries(entries(depth + 1), line(start), column(start))
                : new YamlNode.Items(items(depth + 1), line(start), column(start));
        parser.next(); // the end of the collection
        return node;
    }

    private List<YamlNode.Entry> entries(int depth) {
        List<YamlNode.Entry> entries = new ArrayList<>(4);
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            YamlNode key = node(depth);
            entries.add(new YamlNode.Entry(key, node(depth)));
        }
        return entries;
    }

    private List<YamlNode> items(int depth) {
        List<YamlNode> items = new ArrayList<>(4);
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node(depth));
        }
        return items;
    }

    private void checkTag(Event event, Optional<String> tag) {
        if (tag.isPresent()) {
            problems.add(line(event), column(event), "tags such as !!str have no meaning here; quote what is text");
        }
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static int column(Event event) {
        return event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    }

    private static void refuseIf(boolean refused, String why, Event event) {
        if (refused) {
            throw new ParserException(why, event.getStartMark());
        }
    }
}
