package dev.bailey.config;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.ParserException;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Refuses what a configuration needs none of: deep nesting (the composer recurses), tags, a second document. Gives
 * scalars their braces back.
 */
final class BoundedParser implements Parser {
    private static final int MAX_DEPTH = 64;

    private final Parser parser;
    private final UnaryOperator<String> shown;
    private final Problems problems;
    private int depth;
    private int documents;

    BoundedParser(Parser parser, UnaryOperator<String> shown, Problems problems) {
        this.parser = parser;
        this.shown = shown;
        this.problems = problems;
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        if (event instanceof CollectionStartEvent start) {
            enter(start);
        } else if (event instanceof CollectionEndEvent) {
            depth--;
        } else if (event instanceof ScalarEvent scalar) {
            checkTag(scalar, scalar.getTag());
            checkWhole(scalar);
            return shown(scalar);
        } else if (event instanceof DocumentStartEvent) {
            documents++;
            refuseIf(documents > 1, "a second document; a configuration is one", event);
        }
        return event;
    }

    private Event shown(ScalarEvent scalar) {
        return new ScalarEvent(
                scalar.getAnchor(),
                scalar.getTag(),
                scalar.getImplicit(),
                shown.apply(scalar.getValue()),
                scalar.getScalarStyle(),
                scalar.getStartMark(),
                scalar.getEndMark());
    }

    /** An escape can make half of a surrogate pair, which no UTF-8 can carry. */
    private void checkWhole(ScalarEvent scalar) {
        if (scalar.getValue()
                .codePoints()
                .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            problems.add(scalar.getStartMark(), "half of a surrogate pair is no character");
        }
    }

    private void enter(CollectionStartEvent start) {
        depth++;
        refuseIf(depth > MAX_DEPTH, "nested more than " + MAX_DEPTH + " deep", start);
        checkTag(start, start.getTag());
    }

    private void checkTag(Event event, Optional<String> tag) {
        if (tag.isPresent()) {
            problems.add(event.getStartMark(), "tags such as !!str have no meaning here; quote what is text");
        }
    }

    private static void refuseIf(boolean refused, String why, Event event) {
        if (refused) {
            throw new ParserException(why, event.getStartMark());
        }
    }
}
