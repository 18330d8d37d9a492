package dev.bailey.load.paths;

import java.util.Map;

/**
 * One request that is sent down every path.
 *
 * @param path what follows the path's URL, with its query; may be empty
 * @param headers besides Host and framing
 * @param body empty for none
 */
public record RequestShape(String method, String path, Map<String, String> headers, String body) {
    public RequestShape {
        headers = Map.copyOf(headers);
    }

    public static RequestShape get(String path) {
        return new RequestShape("GET", path, Map.of(), "");
    }

    /** The same to another path. */
    public RequestShape withPath(String other) {
        return new RequestShape(method, other, headers, body);
    }
}
