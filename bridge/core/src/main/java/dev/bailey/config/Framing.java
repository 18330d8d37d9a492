package dev.bailey.config;

/** How a message is told from the next one on a stream. */
public enum Framing {
    NEWLINE("newline"),
    CRLF("crlf"),
    NUL("nul"),
    CONTENT_LENGTH("content-length"),
    NETSTRING("netstring"),
    LENGTH_PREFIX("length-prefix"),
    CONCATENATED("concatenated");

    private final String configName;

    Framing(String configName) {
        this.configName = configName;
    }

    /** The word for it in the configuration file. */
    public String configName() {
        return configName;
    }
}
