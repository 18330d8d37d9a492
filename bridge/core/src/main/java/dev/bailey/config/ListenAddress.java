package dev.bailey.config;

/** Where an edge listens. */
public sealed interface ListenAddress {
    /**
     * A TCP port.
     *
     * @param host a name or an address, IPv6 without brackets
     * @param port 0 for any free one
     */
    record Tcp(String host, int port) implements ListenAddress {
        @Override
        public String toString() {
            return HostPort.format(host, port);
        }
    }

    /**
     * A Unix domain socket.
     *
     * @param path absolute
     */
    record Unix(String path) implements ListenAddress {
        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /**
     * Reads {@code 127.0.0.1:8080}, {@code tcp://host:port}, {@code [::1]:8080}, {@code unix:/path} or
     * {@code unix:///path}.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static ListenAddress parse(String text) {
        if (text.startsWith("unix:")) {
            return new Unix(HostPort.unixPath(text));
        }
        HostPort address = HostPort.parse(text.startsWith("tcp://") ? text.substring(6) : text);
        return new Tcp(address.host(), address.port());
    }
}
