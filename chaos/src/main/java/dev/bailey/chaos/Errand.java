package dev.bailey.chaos;

/**
 * One sort of call that callers make.
 *
 * @param method as JSON-RPC callers call it
 * @param verb and path as HTTP callers do; a GET's word follows the path
 */
public record Errand(Kind kind, String method, String verb, String path) {
    boolean hasBody() {
        return !verb.equals("GET");
    }
}
