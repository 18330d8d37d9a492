package dev.bailey.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations, sizes, numbers, addresses: text to value and back. */
class NotationTest {
    @ParameterizedTest
    @CsvSource({
        "250ms,250,250ms",
        "1000ms,1000,1s",
        "2s,2000,2s",
        "90s,90000,90s",
        "60s,60000,1m",
        "1m,60000,1m",
        "60m,3600000,1h",
        "0s,0,0s",
        "0ms,0,0s",
        "999999999ms,999999999,999999999ms",
    })
    void durations(String text, long millis, String canonical) {
        assertEquals(Duration.ofMillis(millis), Durations.parse(text));
        assertEquals(canonical, Durations.format(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "ms", "-1s", "+1s", "1.5s", "1 s", " 1s", "1S", "1d", "1us", "1sec", "1000000000s", "١s"
            })
    void noDurations(String text) {
        assertThrows(IllegalArgumentException.class, () -> Durations.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,0",
        "1,1,1",
        "1023,1023,1023",
        "1024,1024,1KiB",
        "64KiB,65536,64KiB",
        "1024KiB,1048576,1MiB",
        "4MiB,4194304,4MiB",
        "1GiB,1073741824,1GiB",
        "9999999999,9999999999,9999999999",
        "1536KiB,1572864,1536KiB",
    })
    void sizes(String text, long bytes, String canonical) {
        assertEquals(new ByteSize(bytes), ByteSize.parse(text));
        assertEquals(canonical, new ByteSize(bytes).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KiB", "1KB", "1K", "1kib", "1 KiB", "-1", "1.5MiB", "99999999999", "1MiBMiB", "0x10"})
    void noSizes(String text) {
        assertThrows(IllegalArgumentException.class, () -> ByteSize.parse(text));
    }

    @Test
    void aBudgetIsAPartOfTheHeapOrASize() {
        assertEquals(new ByteBudget.OfHeap(25), ByteBudget.parse("25%"));
        assertEquals(250, ByteBudget.parse("25%").bytes(1000));
        assertEquals(1024, ByteBudget.parse("1KiB").bytes(24 << 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "0%", "101%", "-1%", "1.5%", "1000%", "0"})
    void noBudgets(String text) {
        assertThrows(IllegalArgumentException.class, () -> ByteBudget.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0,true,false",
        "-0,true,false",
        "12,true,false",
        "-1.5,true,false",
        "1e5,true,false",
        "1E-5,true,false",
        "0.10e+05,true,false",
        "01,false,true",
        "-01,false,true",
        "+1,false,true",
        ".5,false,true",
        "5.,false,true",
        "-.5e3,false,true",
        "0x1F,false,true",
        "0o17,false,true",
        ".inf,false,true",
        "-.Inf,false,true",
        ".NaN,false,true",
        "-.nan,false,false",
        "1.2.3,false,false",
        "1e,false,false",
        "1e+,false,false",
        "-,false,false",
        ".,false,false",
        "'',false,false",
        "1_000,false,false",
        "0x,false,false",
        "0xG,false,false",
        "1a,false,false",
        "--1,false,false",
        "1e5.0,false,false",
    })
    void numbers(String text, boolean json, boolean onlyYaml) {
        assertEquals(json, Numbers.isJson(text));
        assertEquals(onlyYaml, Numbers.isOnlyYaml(text));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8080,127.0.0.1:8080",
        "localhost:0,localhost:0",
        "tcp://h:65535,h:65535",
        "[::1]:8080,[::1]:8080",
        "tcp://[fe80::1%eth0]:1,[fe80::1%eth0]:1",
        "unix:/run/a.sock,unix:/run/a.sock",
        "unix:///run/a.sock,unix:/run/a.sock",
    })
    void listenAddresses(String text, String canonical) {
        assertEquals(canonical, ListenAddress.parse(text).toString());
        assertEquals(ListenAddress.parse(text), ListenAddress.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":80",
                "h",
                "h:",
                "h:x",
                "h:-1",
                "h:65536",
                "h:080080",
                "::1:80",
                "[::1]",
                "[::1]x:80",
                "[]:80",
                "http://h:80",
                "h:80/",
                "h h:80",
                "unix:",
                "unix:a",
                "unix:/",
                "unix://run/a",
            })
    void noListenAddresses(String text) {
        assertThrows(IllegalArgumentException.class, () -> ListenAddress.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://h:1,tcp://h:1",
        "TCP://h:1,tcp://h:1",
        "unix:/run/a,unix:/run/a",
        "unix:///run/a,unix:/run/a",
        "http://h,http://h:80",
        "http://h/,http://h:80",
        "https://h,https://h:443",
        "https://h:8443/a/b/,https://h:8443/a/b",
        "http://[::1]:80/a,http://[::1]:80/a",
        "http://h/~a/%C3%A4,http://h:80/~a/%C3%A4",
    })
    void serviceUrls(String text, String canonical) {
        assertEquals(canonical, ServiceUrl.parse(text).toString());
        assertEquals(ServiceUrl.parse(text), ServiceUrl.parse(canonical));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h:1",
                "tcp:h:1",
                "tcp://h",
                "tcp://h:0",
                "tcp://h:1/",
                "ftp://h",
                "http:/h",
                "http://",
                "http:///a",
                "http://u@h/",
                "http://h?q",
                "http://h#f",
                "http://h//a",
                "http://h/a//",
                "http://h/.",
                "http://h/{x}",
                "http://h/a b",
                "unix:a",
                "http://h/%2F",
                "http://ü/",
            })
    void noServiceUrls(String text) {
        assertThrows(IllegalArgumentException.class, () -> ServiceUrl.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "listen,listen,0",
        "listne,listen,1",
        "a,b,1",
        "'',abc,3",
        "abc,'',3",
        "ab,ba,1",
        "maxConections,maxConnections,1"
    })
    void distances(String a, String b, int distance) {
        assertEquals(distance, Suggestion.distance(a, b));
        assertEquals(distance, Suggestion.distance(b, a));
    }
}
