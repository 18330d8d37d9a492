package dev.bailey.config;

/** A version of JSON-RPC. */
public enum ProtocolVersion implements Word {
    V2_0("2.0"),
    V1_0("1.0");

    private final String word;

    ProtocolVersion(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
