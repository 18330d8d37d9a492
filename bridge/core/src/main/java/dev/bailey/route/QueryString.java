package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import java.util.ArrayList;
import java.util.List;

/** The pairs of a query, decoded once: {@code +} is a space, a bare key the empty string. */
final class QueryString {
    private static final Origin KEY = new Origin("the name of", "a query param");

    private QueryString() {}

    record Pair(String key, String value) {}

    /**
     * Reads a raw query that {@link dev.bailey.http.HttpChecks} has passed; its length bounds the number of pairs.
     *
     * @throws FailureException for an empty key, control characters or invalid UTF-8
     */
    static List<Pair> parse(String raw) {
        List<Pair> pairs = new ArrayList<>();
        int start = 0;
        while (start < raw.length()) {
            int amp = raw.indexOf('&', start);
            int end = amp < 0 ? raw.length() : amp;
            if (end > start) {
                pairs.add(pair(raw, start, end));
            }
            start = end + 1;
        }
        return pairs;
    }

    private static Pair pair(String raw, int start, int end) {
        int equals = raw.indexOf('=', start);
        int keyEnd = equals < 0 || equals > end ? end : equals;
        String key = PercentCoding.decode(raw.substring(start, keyEnd), true, KEY);
        if (key.isEmpty()) {
            throw new FailureException(FailureKind.INVALID_PARAMS.because("the query has a value without a key"));
        }
        String value = keyEnd == end
                ? ""
                : PercentCoding.decode(raw.substring(keyEnd + 1, end), true, new Origin("the query param", key));
        return new Pair(key, value);
    }
}
