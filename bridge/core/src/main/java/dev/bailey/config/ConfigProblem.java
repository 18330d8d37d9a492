package dev.bailey.config;

/**
 * One thing wrong with a configuration, and where.
 *
 * @param line from 1
 * @param column from 1, in characters (code points)
 */
public record ConfigProblem(String file, int line, int column, String message) {
    /** {@code FILE:LINE:COL: message}, on one line. */
    @Override
    public String toString() {
        return file + ':' + line + ':' + column + ": " + message;
    }
}
