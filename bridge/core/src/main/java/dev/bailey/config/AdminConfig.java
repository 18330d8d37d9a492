package dev.bailey.config;

/** Health and metrics, on a listener of their own. */
public record AdminConfig(ListenAddress listen) {
    public static final AdminConfig DEFAULT = new AdminConfig(new ListenAddress.Tcp("127.0.0.1", 9090));
}
