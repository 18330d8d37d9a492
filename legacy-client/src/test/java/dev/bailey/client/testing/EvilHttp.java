package dev.bailey.client.testing;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * An HTTP service that answers every request with its {@code X-Nonce}, and does, at random, everything that could give an
 * answer to somebody else.
 */
public final class EvilHttp {
    private static final String STALE = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstale";
    private static final int MOST_LATE_MILLIS = 20;

    private final HttpPeer peer;
    private final Random random;

    private EvilHttp(HttpPeer peer, Random random) {
        this.peer = peer;
        this.random = random;
    }

    public static Script script(long seed) {
        return HttpPeer.script(peer -> new EvilHttp(peer, new Random(seed + peer.number())).play());
    }

    /** The body that a request with that nonce is to get. */
    public static String answer(String nonce) {
        return "yours: " + nonce;
    }

    private void play() throws IOException {
        boolean goesOn = true;
        while (goesOn) {
            HttpAsked head = peer.askedHead();
            String body = answer(head.headers().getOrDefault("x-nonce", "none"));
            goesOn = random.nextInt(3) > 0 ? good(head, body) : evil(head, body);
        }
    }

    private boolean good(HttpAsked head, String body) throws IOException {
        peer.body(head);
        String whole = random.nextBoolean() ? fixed(body) : chunked(body);
        if (random.nextInt(4) == 0) {
            whole = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + whole;
        }
        int cut = random.nextInt(whole.length());
        peer.raw(whole.substring(0, cut));
        peer.raw(whole.substring(cut));
        return true;
    }

    /** Whether the connection goes on. */
    private boolean evil(HttpAsked head, String body) throws IOException {
        switch (random.nextInt(11)) {
            case 0 -> interim(head, body);
            case 1 -> peer.raw(fixed(body) + STALE);
            case 2 -> peer.raw(chunked(body) + STALE.substring(0, 1 + random.nextInt(STALE.length() - 1)));
            case 3 -> {
                peer.body(head);
                peer.raw("HTTP/1.1 999 Odd\r\n\r\n" + fixed(body));
            }
            case 4 -> early(head, body);
            case 5 -> late(head, body);
            case 6 -> {
                // closes without having said so
                good(head, body);
                return false;
            }
            case 7 -> {
                peer.reset();
                return false;
            }
            case 8 -> {
                peer.body(head);
                peer.raw(fixed(body).substring(0, 1 + random.nextInt(30)));
                return false;
            }
            case 9 -> {
                peer.body(head);
                peer.raw("HTTP/1.1 200 OK\r\n\r\n" + body);
                return false;
            }
            default -> {
                peer.body(head);
                // what follows in a packet of its own can be told from the next answer only if nobody asked meanwhile
                peer.raw(fixed(body) + STALE.substring(0, 1));
                peer.raw(STALE.substring(1));
                return false;
            }
        }
        return true;
    }

    private void interim(HttpAsked head, String body) throws IOException {
        peer.body(head);
        int[] odd = {101, 102, 104, 199};
        peer.raw("HTTP/1.1 " + odd[random.nextInt(odd.length)] + " Odd\r\n\r\n");
        peer.raw(fixed(body));
    }

    private void early(HttpAsked head, String body) throws IOException {
        peer.raw(fixed(body));
        peer.body(head);
    }

    private void late(HttpAsked head, String body) throws IOException {
        peer.body(head);
        LockSupport.parkNanos(random.nextInt(MOST_LATE_MILLIS) * 1_000_000L);
        peer.raw(fixed(body));
    }

    private static String fixed(String body) {
        return HttpPeer.head(200, "text/plain", body.length()) + body;
    }

    private static String chunked(String body) {
        return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length()) + "\r\n"
                + body + "\r\n0\r\n\r\n";
    }
}
