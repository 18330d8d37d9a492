package dev.bailey.client.http;

import java.io.Serial;

/** What a service sent cannot be taken as an answer. */
final class HttpException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final HttpTrouble trouble;

    private HttpException(HttpTrouble trouble, String why) {
        super(why, null, false, false);
        this.trouble = trouble;
    }

    static HttpException malformed(String why) {
        return new HttpException(HttpTrouble.MALFORMED, "the service's answer is not HTTP/1.1: " + why);
    }

    static HttpException tooLarge(String what, int maxBytes) {
        return new HttpException(
                HttpTrouble.TOO_LARGE,
                "the " + what + " of the service's answer is over the limit of " + maxBytes + " bytes");
    }

    HttpTrouble trouble() {
        return trouble;
    }

    /** In words for callers. */
    String why() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
