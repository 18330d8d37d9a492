package dev.bailey.sidecar.cli;

import java.util.Optional;

/**
 * Something that a command takes by name.
 *
 * @param shortName as {@code -c}; empty if it has none
 * @param longName as {@code --config}
 * @param value what its value is, as {@code FILE}; empty for a switch, which has none
 * @param help one line
 */
public record Option(String shortName, String longName, String value, String help, boolean required) {

    /** An option that must be given. */
    public static Option required(String shortName, String longName, String value, String help) {
        return new Option(shortName, longName, value, help, /* required= */ true);
    }

    /** An option that may be left out. */
    public static Option optional(String shortName, String longName, String value, String help) {
        return new Option(shortName, longName, value, help, /* required= */ false);
    }

    /** An option without a value. */
    public static Option flag(String shortName, String longName, String help) {
        return new Option(shortName, longName, "", help, /* required= */ false);
    }

    boolean takesValue() {
        return !value.isEmpty();
    }

    /** Whether a word of a command line names this option, with its value in the same word or not. */
    boolean matches(String word) {
        return word.equals(shortName) || word.equals(longName) || attached(word).isPresent();
    }

    /** The value in the word itself: {@code --config=FILE} or {@code -cFILE}. */
    Optional<String> attached(String word) {
        String start = word.startsWith("--") ? longName + "=" : shortName;
        boolean isAttached = takesValue() && !start.isEmpty() && word.startsWith(start) && !word.equals(shortName);
        return isAttached ? Optional.of(word.substring(start.length())) : Optional.empty();
    }

    /** As the help shows it: {@code -c, --config FILE}. */
    String label() {
        return (shortName.isEmpty() ? "    " : shortName + ", ") + longName + (takesValue() ? " " + value : "");
    }

    /** As the usage line shows it: {@code -c FILE}. */
    String usage() {
        return (shortName.isEmpty() ? longName : shortName) + (takesValue() ? " " + value : "");
    }
}
