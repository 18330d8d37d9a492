package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;

/**
 * Walks over the pairs of a query, each decoded once: {@code +} is a space, a bare key the empty string. What is read has passed
 * {@link dev.bailey.http.HttpChecks}, and its length bounds the number of pairs.
 */
final class QueryString {
    private static final Origin KEY = new Origin("the name of", "a query param");

    private final String target;
    private int at;
    private Origin origin = KEY;
    private String value = "";

    /** @param from where in the target the query begins; at its end, or after it, when there is none */
    QueryString(String target, int from) {
        this.target = target;
        this.at = from;
    }

    /**
     * Steps to the next pair; false when there is none.
     *
     * @throws FailureException for an empty key, control characters or invalid UTF-8
     */
    boolean next() {
        while (at < target.length()) {
            int start = at;
            int amp = target.indexOf('&', start);
            int end = amp < 0 ? target.length() : amp;
            at = end + 1;
            if (end > start) {
                read(start, end);
                return true;
            }
        }
        return false;
    }

    private void read(int start, int end) {
        int equals = target.indexOf('=', start);
        int keyEnd = equals < 0 || equals > end ? end : equals;
        String key = PercentCoding.decode(target.substring(start, keyEnd), true, KEY);
        if (key.isEmpty()) {
            throw new FailureException(FailureKind.INVALID_PARAMS.because("the query has a value without a key"));
        }
        origin = new Origin("the query param", key);
        value = keyEnd == end ? "" : PercentCoding.decode(target.substring(keyEnd + 1, end), true, origin);
    }

    /** Where the value came from; its name is the key. */
    Origin origin() {
        return origin;
    }

    String value() {
        return value;
    }
}
