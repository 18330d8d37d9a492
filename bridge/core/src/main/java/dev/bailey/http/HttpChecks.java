package dev.bailey.http;

import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is asked of a request before any route sees it, the same for every host. Failures name what is wrong and where. */
public final class HttpChecks {
    /** Header fields of one request. */
    public static final int MAX_FIELDS = 64;

    /** What is said of framing headers, by whoever reads them first. */
    public static final String LENGTH_REPEATED = "the Content-Length header is repeated";

    public static final String LENGTH_NO_NUMBER = "the Content-Length header is not a number of bytes";
    public static final String CODING_UNKNOWN = "the only Transfer-Encoding taken is one 'chunked'";
    public static final String CODING_TOO_OLD = "Transfer-Encoding does not exist in HTTP/1.0";
    public static final String FRAMED_TWICE = "Content-Length and Transfer-Encoding exclude each other";

    private HttpChecks() {}

    /** Host and framing headers (RFC 9112, sections 3.2 and 6); whoever fails here is not to be trusted with a connection. */
    static void head(HttpCall call) {
        Headers headers = call.headers();
        if (headers.size() > MAX_FIELDS) {
            throw tooManyFields();
        }
        framing(headers.all("Transfer-Encoding"), headers.all("Content-Length"), call.version());
        host(headers.all("Host"), call.version());
    }

    private static void host(List<String> hosts, int version) {
        if (hosts.isEmpty() && version == 0) {
            return;
        }
        if (hosts.isEmpty()) {
            throw failure(FailureKind.INVALID_CALL, "the Host header is missing");
        }
        if (hosts.size() > 1) {
            throw failure(FailureKind.INVALID_CALL, "the Host header is repeated");
        }
        if (!isHost(hosts.get(0))) {
            throw failure(FailureKind.INVALID_CALL, "the Host header is not a host name with an optional port");
        }
    }

    private static void framing(List<String> codings, List<String> lengths, int version) {
        if (lengths.size() > 1) {
            throw failure(FailureKind.INVALID_CALL, LENGTH_REPEATED);
        }
        if (lengths.size() == 1 && !isLength(lengths.get(0))) {
            throw failure(FailureKind.INVALID_CALL, LENGTH_NO_NUMBER);
        }
        if (codings.isEmpty()) {
            return;
        }
        if (codings.size() > 1 || !codings.get(0).trim().equalsIgnoreCase("chunked")) {
            throw failure(FailureKind.INVALID_CALL, CODING_UNKNOWN);
        }
        if (version == 0) {
            throw failure(FailureKind.INVALID_CALL, CODING_TOO_OLD);
        }
        if (!lengths.isEmpty()) {
            throw failure(FailureKind.INVALID_CALL, FRAMED_TWICE);
        }
    }

    private static boolean isLength(String value) {
        return value.length() <= 18 && !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** uri-host [":" port] of RFC 9110, section 7.2: a registered name, an IPv4 address or an IP literal in brackets. */
    static boolean isHost(String value) {
        int end = value.length();
        int colon = value.lastIndexOf(':');
        if (colon >= 0 && colon > value.lastIndexOf(']')) {
            if (!isPort(value, colon + 1)) {
                return false;
            }
            end = colon;
        }
        if (end == 0) {
            return false;
        }
        return value.charAt(0) == '[' ? isIpLiteral(value, end) : isName(value, end);
    }

    private static boolean isPort(String value, int from) {
        for (int i = from; i < value.length(); i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return value.length() - from <= 5;
    }

    private static boolean isIpLiteral(String value, int end) {
        if (end < 4 || value.charAt(end - 1) != ']') {
            return false;
        }
        for (int i = 1; i < end - 1; i++) {
            char c = value.charAt(i);
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isName(String value, int end) {
        for (int i = 0; i < end; i++) {
            if (!TargetChars.isNameChar(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** The target in origin form, every character allowed, no segment that a path could be walked with. */
    static HttpCall target(HttpCall call, int maxUri) {
        if (call.target().length() > maxUri) {
            throw uriTooLong(maxUri);
        }
        HttpCall origin = originForm(call);
        int mark = origin.target().indexOf('?');
        int pathEnd = mark < 0 ? origin.target().length() : mark;
        TargetChars.checkPath(origin.target(), pathEnd);
        TargetChars.checkQuery(origin.target(), pathEnd);
        return origin;
    }

    private static HttpCall originForm(HttpCall call) {
        String target = call.target();
        if (target.startsWith("/")) {
            return call;
        }
        if (call.verb().equals("CONNECT") || target.equals("*")) {
            // Answered with 405 by the routes: no endpoint has these verbs or this target.
            return call.withTarget("/");
        }
        String lower = target.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return call.withTarget(afterAuthority(target, target.indexOf("//") + 2));
        }
        throw failure(FailureKind.INVALID_CALL, "the request target must start with '/'");
    }

    /** Absolute form (RFC 9112, section 3.2.2): the authority tells nothing new, for there is one site only. */
    private static String afterAuthority(String target, int from) {
        int slash = target.indexOf('/', from);
        int mark = target.indexOf('?', from);
        int end = slash < 0 || (mark >= 0 && mark < slash) ? mark : slash;
        if (!isHost(end < 0 ? target.substring(from) : target.substring(from, end))) {
            throw failure(FailureKind.INVALID_CALL, "the authority of the request target is not a host with a port");
        }
        if (end < 0) {
            return "/";
        }
        return target.charAt(end) == '?' ? "/" + target.substring(end) : target.substring(end);
    }

    /** A body must be uncompressed JSON in UTF-8: RFC 8259, section 8.1. */
    public static void jsonBody(Headers headers) {
        jsonBody(headers, isJson(headers.first("Content-Type")));
    }

    /** The same for a JSON-RPC message, which has a media type more ("JSON-RPC 2.0 Transport: HTTP"; jsonrpc4j sends it). */
    public static void rpcBody(Headers headers) {
        String type = headers.first("Content-Type");
        jsonBody(headers, isJson(type) || "application/json-rpc".equalsIgnoreCase(type));
    }

    private static void jsonBody(Headers headers, boolean isJson) {
        if (headers.first("Content-Encoding") != null && isEncoded(headers.all("Content-Encoding"))) {
            throw failure(FailureKind.UNSUPPORTED_MEDIA_TYPE, "the body must be sent without Content-Encoding");
        }
        if (headers.all("Content-Type").size() > 1 || !isJson) {
            throw failure(
                    FailureKind.UNSUPPORTED_MEDIA_TYPE,
                    "the body must have Content-Type: application/json or one that ends in +json, in UTF-8");
        }
    }

    private static boolean isEncoded(List<String> codings) {
        return codings.stream().anyMatch(coding -> !coding.equalsIgnoreCase("identity"));
    }

    /** Whether a media type is JSON by name, with no charset but UTF-8. */
    public static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        if (contentType.equals("application/json")) {
            return true;
        }
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        String type = parts[0].trim();
        if (!type.equals("application/json") && !isSuffixedJson(type)) {
            return false;
        }
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].trim();
            if (parameter.startsWith("charset=")
                    && !parameter.equals("charset=utf-8")
                    && !parameter.equals("charset=\"utf-8\"")) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSuffixedJson(String type) {
        int slash = type.indexOf('/');
        return slash > 0 && type.endsWith("+json") && type.length() - slash > "/+json".length();
    }

    /** For hosts: the request target has more bytes than are taken. */
    public static FailureException uriTooLong(int maxBytes) {
        return failure(FailureKind.URI_TOO_LONG, "the request target is longer than " + maxBytes + " bytes");
    }

    /** For hosts: there are more than {@link #MAX_FIELDS}. */
    public static FailureException tooManyFields() {
        return failure(FailureKind.HEADERS_TOO_LARGE, "the request has more than " + MAX_FIELDS + " header fields");
    }

    /** For hosts: the body has more bytes than are taken. */
    public static FailureException bodyTooLarge(long maxBytes) {
        return failure(FailureKind.REQUEST_TOO_LARGE, "the body is larger than " + maxBytes + " bytes");
    }

    /** For hosts: no more of the body can be read. */
    public static FailureException bodyBroken() {
        return failure(FailureKind.INVALID_CALL, "the body of the request is malformed or broke off");
    }

    static FailureException failure(FailureKind kind, String detail) {
        return new FailureException(kind.because(detail));
    }
}
