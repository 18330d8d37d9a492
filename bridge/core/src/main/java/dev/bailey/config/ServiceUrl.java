package dev.bailey.config;

import java.util.Locale;

/** The address of a service. */
public sealed interface ServiceUrl {
    /** Longest HTTP base path. */
    int MAX_BASE_PATH = 1024;

    /**
     * A TCP port.
     *
     * @param host a name or an address, IPv6 without brackets
     */
    record Tcp(String host, int port) implements ServiceUrl {
        @Override
        public String toString() {
            return "tcp://" + HostPort.format(host, port);
        }
    }

    /**
     * A Unix domain socket.
     *
     * @param path absolute
     */
    record Unix(String path) implements ServiceUrl {
        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /**
     * HTTP, in the clear or over TLS.
     *
     * @param scheme {@code http} or {@code https}
     * @param host a name or an address, IPv6 without brackets
     * @param port 80 or 443 where the URL has none
     * @param basePath put before every target; empty, or with a leading and without a trailing slash
     */
    record Http(String scheme, String host, int port, String basePath) implements ServiceUrl {
        public boolean tls() {
            return scheme.equals("https");
        }

        @Override
        public String toString() {
            return scheme + "://" + HostPort.format(host, port) + basePath;
        }
    }

    /**
     * Reads {@code tcp://host:port}, {@code unix:/path}, {@code http://host/base} or {@code https://…}.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static ServiceUrl parse(String text) {
        if (text.startsWith("unix:")) {
            return new Unix(HostPort.unixPath(text));
        }
        int end = text.indexOf("://");
        String scheme = end < 0 ? "" : text.substring(0, end).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "tcp" -> tcp(text.substring(end + 3));
            case "http" -> http(scheme, text.substring(end + 3), 80);
            case "https" -> http(scheme, text.substring(end + 3), 443);
            default ->
                throw new IllegalArgumentException(
                        "not a url such as tcp://127.0.0.1:4000, unix:/run/ads.sock or http://ads:8080");
        };
    }

    private static Tcp tcp(String rest) {
        HostPort address = HostPort.parse(rest);
        return new Tcp(address.host(), address.portToConnect());
    }

    private static Http http(String scheme, String rest, int defaultPort) {
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "/" : rest.substring(slash);
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("a url carries no user or password");
        }
        HostPort address = HostPort.parse(authority, defaultPort);
        return new Http(scheme, address.host(), address.portToConnect(), basePath(path));
    }

    private static String basePath(String path) {
        if (path.length() > MAX_BASE_PATH) {
            throw new IllegalArgumentException("a base path has at most " + MAX_BASE_PATH + " characters");
        }
        // a trailing slash is what people paste; what is appended starts with one
        String trimmed = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        PathTemplate template = PathTemplate.parse(trimmed);
        if (!template.variables().isEmpty()) {
            throw new IllegalArgumentException("a base path has no variables");
        }
        return template.segments().isEmpty() ? "" : template.toString();
    }
}
