package dev.bailey.config;

/** {@code host:port}, {@code [::1]:port}; port 0 is any free one. */
record HostPort(String host, int port) {
    private static final int MAX_HOST = 255;
    // sun_path has 108 bytes on Linux, one of them the final zero
    private static final int MAX_UNIX_PATH = 107;

    static HostPort parse(String text) {
        return parse(text, -1);
    }

    static HostPort parse(String text, int defaultPort) {
        int bracket = text.indexOf(']');
        int colon = text.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? text : text.substring(0, colon);
        if (colon < 0 && defaultPort < 0) {
            throw new IllegalArgumentException("the port is missing: write host:port");
        }
        int port = colon < 0 ? defaultPort : port(text.substring(colon + 1));
        return new HostPort(host(host), port);
    }

    private static int port(String text) {
        if (!Digits.only(text, 0, text.length()) || text.length() > 5 || Integer.parseInt(text) > 65_535) {
            throw new IllegalArgumentException("'" + text + "' is not a port from 0 to 65535");
        }
        return Integer.parseInt(text);
    }

    private static String host(String text) {
        boolean v6 = text.startsWith("[") && text.endsWith("]");
        String host = v6 ? text.substring(1, text.length() - 1) : text;
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the host is missing: 127.0.0.1 is this machine, 0.0.0.0 every address");
        }
        if (host.length() > MAX_HOST || !host.chars().allMatch(c -> inHost((char) c, v6))) {
            throw new IllegalArgumentException("'" + text + "' is not a host name or address (IPv6 in brackets)");
        }
        return host;
    }

    private static boolean inHost(char c, boolean v6) {
        boolean name = Chars.isAlphanumeric(c) || c == '.' || c == '-' || c == '_';
        return name || (v6 && (c == ':' || c == '%'));
    }

    int portToConnect() {
        if (port == 0) {
            throw new IllegalArgumentException("port 0 cannot be connected to");
        }
        return port;
    }

    static String format(String host, int port) {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** Of {@code unix:/path} and {@code unix:///path}. */
    static String unixPath(String text) {
        String path = text.startsWith("unix://") ? text.substring(7) : text.substring(5);
        if (!path.startsWith("/") || path.length() < 2) {
            throw new IllegalArgumentException("a Unix socket has an absolute path: unix:/run/bailey.sock");
        }
        if (path.length() > MAX_UNIX_PATH || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "the path of a Unix socket has at most " + MAX_UNIX_PATH + " characters");
        }
        return path;
    }
}
