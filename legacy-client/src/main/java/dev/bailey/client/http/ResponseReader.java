package dev.bailey.client.http;

import org.jspecify.annotations.Nullable;

/** Reads the answer to one request out of a connection's bytes, however they are split. Good for one answer. */
final class ResponseReader {
    private static final int MAX_INTERIM = 32;

    private final boolean toHead;
    private final HttpAnswer answer;
    private final int maxHead;
    private final HeadBytes headBytes;
    private final BodyBytes body;
    private @Nullable ResponseHead head;
    private @Nullable ChunkedBody chunks;
    private int interim;

    /**
     * @param toHead whether the request's verb is HEAD: its answer never has a body
     * @param maxHead bytes
     * @param maxBody bytes
     * @param answer is asked where the body is to go
     */
    ResponseReader(boolean toHead, int maxHead, int maxBody, HttpAnswer answer) {
        this.toHead = toHead;
        this.answer = answer;
        this.maxHead = maxHead;
        this.headBytes = new HeadBytes(maxHead);
        this.body = new BodyBytes(maxBody);
    }

    /** Takes the input as far as the answer goes; whether it is whole. */
    boolean read(Received in) throws HttpException {
        while (head == null) {
            if (!headBytes.take(in)) {
                return false;
            }
            head(new ResponseHeadParser(headBytes.remove()).parse());
        }
        return body(in, head);
    }

    private void head(ResponseHead parsed) throws HttpException {
        if (parsed.isInterim()) {
            if (++interim > MAX_INTERIM) {
                throw HttpException.malformed("it has more than " + MAX_INTERIM + " interim answers");
            }
        } else if (parsed.isFinal()) {
            head = parsed;
            if (!isBodyless(parsed)) {
                answer.begins(parsed.status(), parsed.headers()).ifPresent(body::handOn);
                if (parsed.length() >= 0) {
                    body.isOf(parsed.length());
                }
            }
        } else {
            throw HttpException.malformed("the status " + parsed.status() + " is no final answer's");
        }
    }

    private boolean body(Received in, ResponseHead whose) throws HttpException {
        if (isBodyless(whose)) {
            return true;
        }
        if (whose.length() == ResponseHead.CHUNKED) {
            if (chunks == null) {
                chunks = new ChunkedBody(maxHead);
            }
            return chunks.decode(in, body);
        }
        if (whose.length() == ResponseHead.UNTIL_CLOSE) {
            body.take(in, in.readable());
            return false;
        }
        body.take(in, (int) Math.min(whose.length() - body.come(), in.readable()));
        return body.come() == whose.length();
    }

    private boolean isBodyless(ResponseHead whose) {
        return toHead || whose.isBodyless();
    }

    /** Whether nothing but the end of the connection will end the body. */
    boolean endsWithConnection() {
        return head != null && head.length() == ResponseHead.UNTIL_CLOSE && !isBodyless(head);
    }

    /** Whether any byte of the final answer has come. */
    boolean hasBegun() {
        return head != null || !headBytes.isEmpty();
    }

    /** Of the final answer; 0 before it is known. */
    int status() {
        return head == null ? 0 : head.status();
    }

    /** Whether the body is not collected here. */
    boolean isHandedOn() {
        return body.isHandedOn();
    }

    /** Room that the body takes so far. */
    int held() {
        return body.held();
    }

    /** Whether the service keeps the connection open after this. */
    boolean isLasting() {
        return head != null && head.lasting() && !endsWithConnection();
    }

    /** The answer, once it is whole. */
    HttpResponse response() {
        ResponseHead whole = head;
        if (whole == null) {
            throw new IllegalStateException("the answer is not whole");
        }
        return new HttpResponse(whole.status(), whole.headers(), body.toPayload());
    }
}
