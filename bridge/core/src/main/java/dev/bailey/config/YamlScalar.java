package dev.bailey.config;

import java.util.Set;

/** Writes text so that any YAML reader, of 1.1 too, takes it for that text, and so that nothing is put into it. */
final class YamlScalar {
    private static final Set<String> WORDS = Set.of(
            "true", "false", "null", "yes", "no", "on", "off", "y", "n", "True", "False", "Yes", "No", "On", "Off");

    private YamlScalar() {}

    static void append(String text, StringBuilder yaml) {
        appendKey(text.replace("${", "$${"), yaml);
    }

    /** Nothing is put into keys, so nothing is escaped. */
    static void appendKey(String text, StringBuilder yaml) {
        if (isPlain(text)) {
            yaml.append(text);
        } else {
            JsonText.appendString(text, yaml);
        }
    }

    private static boolean isPlain(String text) {
        if (text.isEmpty() || WORDS.contains(text) || isNumberLike(text)) {
            return false;
        }
        boolean ends = text.endsWith(" ") || text.endsWith(":") || text.contains(": ");
        char first = text.charAt(0);
        boolean starts = Chars.isAlphanumeric(first) || first == '/' || first == '_';
        return starts
                && !ends
                && text.chars().allMatch(c -> Chars.isAlphanumeric((char) c) || " /._-:{}%+".indexOf(c) >= 0);
    }

    /** Also of sexagesimal numbers, dates and the like, which YAML 1.1 knows. None of them has two points. */
    private static boolean isNumberLike(String text) {
        return Digits.isDigit(text.charAt(0))
                && text.indexOf('.') == text.lastIndexOf('.')
                && text.chars().allMatch(c -> Digits.isDigit((char) c) || "._:-+eExXabcdfABCDFo".indexOf(c) >= 0);
    }
}
