package dev.bailey.config;

import java.util.Map;
import java.util.Optional;

/** One framing for both ways, or a map that sets each apart. */
final class FramingShape implements Shape<FramingPair> {
    private static final Shape<Framing> FRAMING = Shapes.word(Framing.values());
    private static final Key<Framing> READ =
            Key.of("read", FRAMING, FramingPair.DEFAULT.read(), "how what Bailey reads is framed");
    private static final Key<Framing> WRITE =
            Key.of("write", FRAMING, FramingPair.DEFAULT.write(), "how what Bailey writes is framed");
    private static final Section PAIR = Section.of("the framing of each way", READ, WRITE);

    @Override
    public Optional<FramingPair> read(Value value) {
        if (!value.isMap()) {
            return FRAMING.read(value).map(both -> new FramingPair(both, both));
        }
        Fields fields = Fields.of(value, PAIR);
        return Optional.of(new FramingPair(fields.value(READ), fields.value(WRITE)));
    }

    @Override
    public Map<String, Object> schema() {
        return Shapes.anyOf(FRAMING.schema(), PAIR.schema());
    }
}
