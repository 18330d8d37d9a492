package dev.bailey.rpc;

/** The protocol's versions that Bailey speaks. */
public enum RpcVersion {
    /** JSON-RPC 1.0 (2005): positional params, {@code result} and {@code error} both present, notifications have a null id. */
    V1("1.0"),
    /** JSON-RPC 2.0 (2010). */
    V2("2.0");

    private final String text;

    RpcVersion(String text) {
        this.text = text;
    }

    /** As configurations name it. */
    public String text() {
        return text;
    }
}
