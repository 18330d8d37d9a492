package dev.bailey.client.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers, cut in two at every byte. */
class ResponseReaderTest {
    private static final int MAX_HEAD = 200;
    private static final int MAX_BODY = 20;
    private static final HttpAnswer COLLECTING = new HttpAnswer() {
        @Override
        public void came(HttpResponse response, boolean reusable) {}

        @Override
        public void failed(HttpTrouble trouble, String why, int status) {}
    };

    private static ResponseReader reader(String verb) {
        return new ResponseReader(verb.equals("HEAD"), MAX_HEAD, MAX_BODY, COLLECTING);
    }

    private static Received received(String bytes) {
        return new Received(bytes.getBytes(ISO_8859_1), 0, bytes.length());
    }

    /** What the answer is, or why it is none; and what is left over. */
    private static String read(String verb, String first, String second) {
        ResponseReader reader = reader(verb);
        Received begun = received(first);
        Received rest = received(second);
        try {
            boolean whole = reader.read(begun) || reader.read(rest);
            if (!whole && !reader.endsWithConnection()) {
                return "more";
            }
            HttpResponse response = reader.response();
            int left = begun.readable() + rest.readable();
            return response.status() + " " + response.body()
                    + (whole ? "" : " until close")
                    + (reader.isLasting() ? " lasting" : "")
                    + (left > 0 ? " left " + left : "");
        } catch (HttpException e) {
            return e.trouble().toString();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, 'HTTP/1.1 200 OK|Content-Length: 2||ab', 200 ab lasting",
        "GET, 'HTTP/1.9 200|Content-Length: 2||ab', 200 ab lasting",
        "GET, 'HTTP/1.1 200 OK|content-length:002  ||ab', 200 ab lasting",
        "GET, 'HTTP/1.1 200 OK|Content-Length: 2||abcde', 200 ab lasting left 3",
        "GET, 'HTTP/1.1 200 OK|Content-Length: 3||ab', more",
        "GET, 'HTTP/1.1 200 OK|Content-Length: 20||12345678901234567890', 200 12345678901234567890 lasting",
        "GET, 'HTTP/1.1 200 OK|Content-Length: 21||', TOO_LARGE",
        "GET, 'HTTP/1.0 200 OK|Content-Length: 2||ab', 200 ab",
        "GET, 'HTTP/1.0 200 OK|Content-Length: 2|Connection: Keep-Alive||ab', 200 ab lasting",
        "GET, 'HTTP/1.1 200 OK|Content-Length: 2|Connection: a, close||ab', 200 ab",
        "GET, 'HTTP/1.1 200 OK||ab', 200 ab until close",
        "GET, 'HTTP/1.1 200 OK||123456789012345678901', TOO_LARGE",
        "GET, 'HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ab|A;x|1234567890|0|T: 1||', 200 ab1234567890 lasting",
        "GET, 'HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ab|0||x', 200 ab lasting left 1",
        "GET, 'HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|ab|0|', more",
        "GET, 'HTTP/1.1 200 OK|Transfer-Encoding: chunked||15|', TOO_LARGE",
        "GET, 'HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|abc|', MALFORMED",
        "GET, 'HTTP/1.1 200 OK|Transfer-Encoding: chunked||+2|ab|0||', MALFORMED",
        "GET, 'HTTP/1.1 200 OK|Transfer-Encoding: chunked|||', MALFORMED",
        "HEAD, 'HTTP/1.1 200 OK|Content-Length: 4711||', 200  lasting",
        "HEAD, 'HTTP/1.1 200 OK||', 200  lasting",
        "GET, 'HTTP/1.1 204 No||', 204  lasting",
        "GET, 'HTTP/1.1 304 No|Transfer-Encoding: chunked||', 304  lasting",
        "GET, 'HTTP/1.1 205 Reset|Content-Length: 0||', 205  lasting",
        "GET, 'HTTP/1.1 100 C||HTTP/1.1 103 E|Link: a||HTTP/1.1 204 No||', 204  lasting",
        "GET, 'HTTP/1.1 102 P||HTTP/1.1 204 No||', MALFORMED",
        "GET, 'HTTP/1.1 101 S||', MALFORMED",
        "GET, 'HTTP/1.1 199 S||', MALFORMED",
        "GET, 'HTTP/1.1 600 S||', MALFORMED",
        "GET, '|HTTP/1.1 204 No||', MALFORMED",
        "GET, 'http/1.1 204 No||', MALFORMED",
        "GET, 'HTTP/1.1 204No||', MALFORMED",
        "GET, 'HTTP/1.1 204 No| folded: 1||', MALFORMED",
        "GET, 'HTTP/1.1 204 No|a b: 1||', MALFORMED",
        "GET, 'HTTP/1.1 204 No|: 1||', MALFORMED",
        "GET, 'HTTP/1.1 200 No|Content-Length: 1|Content-Length: 1||a', MALFORMED",
        "GET, 'HTTP/1.1 200 No|Content-Length: 1|Transfer-Encoding: chunked||0||', MALFORMED",
        "GET, 'HTTP/1.1 200 No|Transfer-Encoding: chunked|Transfer-Encoding: chunked||0||', MALFORMED",
        "GET, 'HTTP/1.0 200 No|Transfer-Encoding: chunked||0||', MALFORMED",
        "GET, 'HTTP/1.1 200 No|Transfer-Encoding: identity||', MALFORMED"
    })
    void cutAtEveryByte(String verb, String wire, String expected) {
        String bytes = wire.replace("|", "\r\n");
        for (int cut = 0; cut <= bytes.length(); cut++) {
            assertEquals(expected, read(verb, bytes.substring(0, cut), bytes.substring(cut)), "cut at " + cut);
        }
    }

    @Test
    void aHeadUpToTheLimitIsTaken() {
        String start = "HTTP/1.1 204 No\r\nA: ";
        String most = start + "x".repeat(MAX_HEAD - start.length() - 4) + "\r\n\r\n";
        assertEquals("204  lasting", read("GET", most, ""));
        assertEquals("TOO_LARGE", read("GET", most.replace("A: ", "A: x"), ""));
    }

    @Test
    void anAnswerBeginsWithItsFirstByteAndNotWithAnInterimOne() throws Exception {
        ResponseReader reader = reader("GET");
        assertFalse(reader.hasBegun());
        assertFalse(reader.read(received("HTTP/1.1 100 Continue\r\n\r\n")));
        assertFalse(reader.hasBegun());
        assertFalse(reader.read(received("H")));
        assertTrue(reader.hasBegun());
    }
}
