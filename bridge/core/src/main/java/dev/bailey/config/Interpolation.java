package dev.bailey.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the environment and secret files into scalars: <code>${NAME}</code>, <code>${NAME:default}</code>,
 * <code>${file:PATH}</code>, and <code>$${</code> for the two characters themselves. What is put in is not
 * looked at again.
 */
final class Interpolation {
    private static final String OPEN = "${";
    private static final String ESCAPED = "$${";
    private static final String FILE = "file:";

    private final Map<String, String> environment;
    private final Path folder;

    /** Relative secret files are looked for in {@code folder}. */
    Interpolation(Map<String, String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /** What a piece is replaced with. */
    private record Piece(String text, boolean secret) {}

    /**
     * The scalar with everything put in.
     *
     * @throws IllegalArgumentException saying what cannot be put in
     */
    Scalar resolve(String raw, boolean quoted) {
        int open = raw.indexOf(OPEN);
        if (open < 0) {
            return new Scalar(raw, quoted, false, false);
        }
        StringBuilder text = new StringBuilder();
        boolean secret = false;
        int from = 0;
        while (open >= 0) {
            // of "$${" the search finds the second "$"
            if (open > from && raw.startsWith(ESCAPED, open - 1)) {
                text.append(raw, from, open - 1).append(OPEN);
                from = open + OPEN.length();
            } else {
                int close = closing(raw, open);
                Piece piece = piece(raw.substring(open + OPEN.length(), close));
                text.append(raw, from, open).append(piece.text());
                secret |= piece.secret();
                from = close + 1;
            }
            open = raw.indexOf(OPEN, from);
        }
        return new Scalar(text.append(raw, from, raw.length()).toString(), quoted, true, secret);
    }

    private static int closing(String raw, int open) {
        int close = raw.indexOf('}', open);
        int nested = raw.indexOf(OPEN, open + 1);
        if (close < 0) {
            throw new IllegalArgumentException("'${' without '}'; write '$${' for the characters themselves");
        }
        if (nested >= 0 && nested < close) {
            throw new IllegalArgumentException("'${…}' inside '${…}' is not supported");
        }
        return close;
    }

    private Piece piece(String inside) {
        if (inside.startsWith(FILE)) {
            Path file = folder.resolve(inside.substring(FILE.length()));
            return new Piece(SecretFile.read(file), true);
        }
        int colon = inside.indexOf(':');
        String name = colon < 0 ? inside : inside.substring(0, colon);
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "'${" + inside + "}' is neither ${NAME}, ${NAME:default} nor ${file:PATH}");
        }
        return new Piece(value(name).or(() -> fallback(inside, colon)).orElseThrow(() -> unset(name)), false);
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    private static Optional<String> fallback(String inside, int colon) {
        return colon < 0 ? Optional.empty() : Optional.of(inside.substring(colon + 1));
    }

    private static IllegalArgumentException unset(String name) {
        return new IllegalArgumentException(
                "the environment variable " + name + " is not set; ${" + name + ":default} gives it a default");
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && !Digits.isDigit(name.charAt(0))
                && name.chars().allMatch(c -> Chars.isAlphanumeric((char) c) || c == '_');
    }
}
