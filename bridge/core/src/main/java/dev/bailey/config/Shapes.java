package dev.bailey.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a single value may be. */
final class Shapes {
    private static final Duration MAX_DURATION = Duration.ofHours(24);

    /** Any value but text may also be put in from the environment. */
    private static final Map<String, Object> INTERPOLATED = Tree.map("type", "string", "pattern", "\\$\\{");

    private Shapes() {}

    private record Scalars<T>(String expected, Function<Scalar, T> parse, Map<String, Object> schema)
            implements Shape<T> {
        @Override
        public Optional<T> read(Value value) {
            return value.scalar(expected).flatMap(scalar -> parsed(scalar, value));
        }

        private Optional<T> parsed(Scalar scalar, Value value) {
            try {
                return Optional.of(parse.apply(scalar));
            } catch (IllegalArgumentException e) {
                // the exception may quote what must not be shown
                value.problem(scalar.shown() + (scalar.secret() ? " is not " + expected : ": " + e.getMessage()));
                return Optional.empty();
            }
        }
    }

    /** Text with at least one character. */
    static Shape<String> text(String expected) {
        return parsed(expected, text -> {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("expected " + expected);
            }
            return text;
        });
    }

    /** Text that {@code parse} understands; what it throws is what is wrong. */
    static <T> Shape<T> parsed(String expected, Function<String, T> parse) {
        return new Scalars<>(expected, scalar -> parse.apply(scalar.text()), Tree.map("type", "string"));
    }

    static Shape<Duration> duration(Duration least) {
        Map<String, Object> schema = Tree.map("type", "string", "pattern", "^[0-9]{1,9}(ms|s|m|h)$|\\$\\{");
        return new Scalars<>("a duration such as 250ms, 2s or 1m", scalar -> durationFrom(scalar, least), schema);
    }

    private static Duration durationFrom(Scalar scalar, Duration least) {
        Duration duration = Durations.parse(scalar.text());
        if (duration.compareTo(least) < 0 || duration.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException(
                    "not from " + Durations.format(least) + " to " + Durations.format(MAX_DURATION));
        }
        return duration;
    }

    static Shape<ByteSize> size(ByteSize least, ByteSize most) {
        return new Scalars<>(
                "a size such as 64KiB", scalar -> sizeFrom(scalar, least, most), sizeSchema("KiB|MiB|GiB"));
    }

    private static ByteSize sizeFrom(Scalar scalar, ByteSize least, ByteSize most) {
        ByteSize size = ByteSize.parse(scalar.text());
        if (size.bytes() < least.bytes() || size.bytes() > most.bytes()) {
            throw new IllegalArgumentException("not from " + least + " to " + most);
        }
        return size;
    }

    static Shape<ByteBudget> budget() {
        return new Scalars<>(
                "a size, or a part of the heap such as 25%",
                scalar -> ByteBudget.parse(scalar.text()), sizeSchema("KiB|MiB|GiB|%"));
    }

    private static Map<String, Object> sizeSchema(String units) {
        return anyOf(
                Tree.map("type", "integer", "minimum", new Tree.Literal("1")),
                Tree.map("type", "string", "pattern", "^[0-9]{1,10}(" + units + ")?$|\\$\\{"));
    }

    static Shape<Integer> integer(int least, int most) {
        Map<String, Object> schema = Tree.map("type", "integer", "minimum", Tree.of(least), "maximum", Tree.of(most));
        return new Scalars<>("a whole number", scalar -> integerFrom(scalar, least, most), anyOf(schema, INTERPOLATED));
    }

    private static Integer integerFrom(Scalar scalar, int least, int most) {
        String text = scalar.text();
        int start = text.startsWith("-") ? 1 : 0;
        if (scalar.isText() || !Numbers.isJson(text) || !Digits.only(text, start, text.length())) {
            throw new IllegalArgumentException("not a whole number");
        }
        long number = text.length() > 10 ? Long.MAX_VALUE : Long.parseLong(text);
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    most == Integer.MAX_VALUE
                            ? "less than " + least + ", or far too large"
                            : "not from " + least + " to " + most);
        }
        return (int) number;
    }

    static Shape<Boolean> bool() {
        return new Scalars<>("true or false", Shapes::booleanFrom, anyOf(Tree.map("type", "boolean"), INTERPOLATED));
    }

    private static Boolean booleanFrom(Scalar scalar) {
        boolean yes = scalar.text().equals("true");
        if (scalar.isText() || !(yes || scalar.text().equals("false"))) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return yes;
    }

    /** One of the words of a closed choice. */
    static <E extends Enum<E> & Word> Shape<E> word(E[] choices) {
        List<String> words = Stream.of(choices).map(Word::word).toList();
        String expected = "one of " + String.join(", ", words);
        return new Scalars<>(
                expected,
                scalar -> Stream.of(choices)
                        .filter(choice -> choice.word().equals(scalar.text()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "not " + expected + Suggestion.among(words, scalar.text()))),
                anyOf(Tree.map("enum", words), INTERPOLATED));
    }

    static Map<String, Object> anyOf(Map<String, Object> one, Map<String, Object> other) {
        return Tree.map("anyOf", List.of(one, other));
    }
}
