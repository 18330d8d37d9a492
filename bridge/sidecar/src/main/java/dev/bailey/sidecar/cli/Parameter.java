package dev.bailey.sidecar.cli;

/**
 * Something that a command takes by its place.
 *
 * @param name as {@code URL}
 * @param help one line
 */
public record Parameter(String name, String help, boolean required) {

    /** A parameter that must be given; to come before all optional ones. */
    public static Parameter required(String name, String help) {
        return new Parameter(name, help, /* required= */ true);
    }

    /** A parameter that may be left out. */
    public static Parameter optional(String name, String help) {
        return new Parameter(name, help, /* required= */ false);
    }

    String usage() {
        return required ? name : "[" + name + "]";
    }
}
