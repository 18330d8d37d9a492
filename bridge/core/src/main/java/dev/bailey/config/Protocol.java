package dev.bailey.config;

/** What a service speaks. */
public enum Protocol implements Word {
    /** JSON-RPC, over a stream or over HTTP POST. */
    JSONRPC("jsonrpc"),
    /** Plain HTTP endpoints: a service that has moved. */
    HTTP("http");

    private final String word;

    Protocol(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
