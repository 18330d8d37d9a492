package dev.bailey.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.call.FakeLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request must be like is in the facade table; here are the parts that every host shares, each by itself. */
final class HttpChecksTest {
    private final Call call = Call.on(new FakeLoop());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a.b-c_d~",
                "A.B",
                "127.0.0.1",
                "a:1",
                "a:65535",
                "a:",
                "[::1]",
                "[::1]:80",
                "[2001:db8::1]",
                "[::ffff:127.0.0.1]",
                "x!$&'()*+,;="
            })
    void thisIsAHost(String host) {
        assertTrue(HttpChecks.isHost(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":80",
                " ",
                "a b",
                "a/b",
                "a\\b",
                "a?b",
                "a#b",
                "u@a",
                "a:b",
                "a:-1",
                "a:+1",
                "a:1:2",
                "a:123456",
                "[]",
                "[::1",
                "::1",
                "[g::1]",
                "[::1]x",
                "a]",
                "[::1]:x",
                "a%20b",
                "é",
                "a\tb",
                "a\u0000",
                "<a>",
                "a\"",
                "a|b"
            })
    void thisIsNoHost(String host) {
        assertFalse(HttpChecks.isHost(host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json;charset=utf-8",
                "application/json; charset=UTF-8",
                "application/json ; charset=\"utf-8\"",
                "application/json; v=1; charset=utf-8",
                "application/problem+json",
                "application/vnd.a.b+json",
                "image/svg+json"
            })
    void thisIsJson(String type) {
        assertTrue(HttpChecks.isJson(type));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "json",
                "application",
                "application/",
                "text/json",
                "text/plain",
                "application/json5",
                "application/jsonx",
                "application/x-json",
                "application/+json",
                "/x+json",
                "+json",
                "application/json+xml",
                "application/json, text/plain",
                "application/json; charset=latin1",
                "application/json; charset=utf-16",
                "application/json; charset=utf-8; charset=latin1",
                "application/json; charset=",
                "text/plain; x=application/json"
            })
    void thisIsNotJson(@Nullable String type) {
        assertFalse(HttpChecks.isJson(type));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "/, /",
        "/a?b, /a?b",
        "http://a, /",
        "http://a/, /",
        "http://a/b, /b",
        "http://a:80/b?c=d, /b?c=d",
        "http://a?c, /?c",
        "http://a?c=/d, /?c=/d",
        "https://[::1]:8080/b, /b",
        "HtTpS://A/b, /b",
        "*, /"
    })
    void aTargetIsTurnedIntoOriginForm(String target, String origin) {
        assertEquals(origin, HttpChecks.target(get(target), 2048).target());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "//",
                "/a/",
                "/a//b",
                "/./a",
                "/a/.",
                "/../a",
                "/a/..",
                "/%2e/a",
                "/%2E%2e",
                "/.%2E/",
                "/a b",
                "/a\\b",
                "/%",
                "/%2",
                "/%2g",
                "/%g2",
                "/a#b",
                "/a?b#c",
                "/a\u0000",
                "/a\u007f",
                "/é",
                "/a\u0100",
                "/a?\u0100",
                "/a?%",
                "/a?b=%a",
                "/a?b c",
                "http://",
                "http:///a",
                "http:/a",
                "http://a b/",
                "http://u:p@a/",
                "http://a//b",
                "ftp://a/b",
                "?a",
                "#",
                "/a?\u0000",
                "/a\r\nX: y",
                "/a?x\n",
                "/%u0041",
                "/[",
                "/a|b",
                "/^"
            })
    void aHostileTargetIsRefused(String target) {
        FailureException refused = assertThrows(FailureException.class, () -> HttpChecks.target(get(target), 2048));
        assertEquals(FailureKind.INVALID_CALL, refused.failure().kind());
        String detail = refused.failure().detail();
        assertTrue(detail.chars().allMatch(c -> c >= ' ' && c < 0x7f), detail);
    }

    /** Every character by itself, in path and query, against RFC 3986, sections 3.3 and 3.4, and what browsers send. */
    @Test
    void everyCharacterHasItsPlace() {
        String unreserved = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";
        String path = unreserved + "!$&'()*+,;=" + ":@";
        for (char c = 0; c < 0x180; c++) {
            String inPath = "/x" + c + "x";
            String inQuery = "/x?" + c;
            boolean divides = c == '/' || c == '?';
            assertEquals(path.indexOf(c) >= 0 || divides, passes(inPath), inPath);
            assertEquals(c > ' ' && c < 0x7f && c != '#' && c != '%', passes(inQuery), inQuery);
            assertEquals((unreserved + "!$&'()*+,;=").indexOf(c) >= 0, TargetChars.isNameChar(c));
        }
    }

    @Test
    void aTargetHasALongestLength() {
        assertTrue(passes("/" + "a".repeat(99), 100));
        FailureException refused =
                assertThrows(FailureException.class, () -> HttpChecks.target(get("/" + "a".repeat(100)), 100));
        assertEquals(FailureKind.URI_TOO_LONG, refused.failure().kind());
    }

    private boolean passes(String target) {
        return passes(target, 2048);
    }

    private boolean passes(String target, int max) {
        try {
            HttpChecks.target(get(target), max);
            return true;
        } catch (FailureException e) {
            return false;
        }
    }

    private HttpCall get(String target) {
        return new HttpCall("GET", target, 1, Headers.of("Host", "a"), HttpBody.NONE, call);
    }
}
