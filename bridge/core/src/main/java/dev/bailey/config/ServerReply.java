package dev.bailey.config;

/** How a request that a service sends down the connection is answered. */
public enum ServerReply implements Word {
    /** With the request's own params as result: the {@code echo} by which ovsdb-server looks whether we live. */
    PARAMS("params");

    private final String word;

    ServerReply(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
