package dev.bailey.route;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes JSON as it may be written: odd numbers, needless escapes, spaces, keys twice. Everything is JSON text. */
final class RandomJson {
    private static final List<String> CHARS = List.of(
            "a", "b", "Z", "7", " ", "/", "?", "#", "%", "&", "=", "+", ";", ":", ".", "..", "-", "_", "~", "%2F", "\"",
            "\\", "{", "}", "[", "]", "<", "|", "'", ",", "é", "ß", "世", "界", "🦔", "\u00a0", "\u2028", "\ufeff");

    private static final List<String> INTEGERS = List.of(
            "0", "-0", "1", "-7", "42", "9007199254740993", "-9223372036854775809", "123456789012345678901234567890");

    private static final List<String> FRACTIONS = List.of(
            "0.0", "-0.0", "1.0", "1.50", "1e3", "1E+2", "1.5e-7", "1e400", "-3.14159265358979323846264338327950288");

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    int upTo(int max) {
        return random.nextInt(max + 1);
    }

    /** Text without control characters. */
    String plainText(int max) {
        return IntStream.range(0, upTo(max)).mapToObj(i -> oneOf(CHARS)).collect(Collectors.joining());
    }

    /** The text as a JSON string, some of its characters in escapes. */
    String string(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c == '/' && oneIn(3)) {
                out.append("\\/");
            } else if (c < 0x20 || (!Character.isSurrogate((char) c) && oneIn(8))) {
                out.append(String.format(oneIn(2) ? "\\u%04x" : "\\u%04X", c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }

    String integer() {
        return oneOf(INTEGERS);
    }

    String number() {
        return oneIn(2) ? oneOf(INTEGERS) : oneOf(FRACTIONS);
    }

    String literal() {
        return oneOf(List.of("true", "false", "null"));
    }

    String bool() {
        return oneOf(List.of("true", "false"));
    }

    /** Any value, containers inside each other so deep at most. */
    String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> string(plainText(8));
            case 1 -> number();
            case 2 -> literal();
            case 3 -> oneOf(List.of("\"\"", "{}", "[]", "\"\\ud83e\"", "\"\\u0000\\n\""));
            case 4 -> array(4, () -> value(depth - 1));
            default -> object(depth - 1);
        };
    }

    String array(int max, Supplier<String> element) {
        return join("[", IntStream.range(0, upTo(max)).mapToObj(i -> element.get()), "]");
    }

    private String object(int depth) {
        return join("{", IntStream.range(0, upTo(4)).mapToObj(i -> member(plainText(2), value(depth))), "}");
    }

    String member(String name, String value) {
        return string(name) + space() + ":" + space() + value;
    }

    String join(String open, Stream<String> parts, String close) {
        return open + space() + parts.collect(Collectors.joining(space() + "," + space())) + space() + close;
    }

    private String space() {
        return oneIn(4) ? " " : "";
    }
}
