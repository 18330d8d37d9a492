package dev.bailey.config;

/**
 * The HTTP status for an error of the service.
 *
 * @param key the error's code as text, for errors without code the error string or its {@code error} member, or
 *     {@link #ANY}
 */
public record ErrorMapping(String key, int status) {
    /** The key that stands for every error that no other key names. */
    public static final String ANY = "*";
}
