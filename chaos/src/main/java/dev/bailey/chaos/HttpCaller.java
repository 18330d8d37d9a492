package dev.bailey.chaos;

import java.io.IOException;
import java.net.Socket;

/** An HTTP/1.1 caller that pipelines its requests: answers have to come in their order. */
public final class HttpCaller extends CallerLoop {
    private HttpMessages in = new HttpMessages(java.io.InputStream.nullInputStream());
    private int nextSent;
    private int nextAnswered;
    private boolean leaving;

    /**
     * @param deadlineMillis of the routes that it calls
     * @param window requests sent before the first is answered
     */
    public HttpCaller(Ledger ledger, int port, Lot<Errand> lot, long deadlineMillis, int window) {
        super(ledger, port, lot, deadlineMillis, window);
    }

    @Override
    void begin(Socket socket) throws IOException {
        in = new HttpMessages(socket.getInputStream());
        nextSent = 0;
        nextAnswered = 0;
        leaving = false;
    }

    @Override
    boolean isLeaving() {
        return leaving;
    }

    @Override
    int freePlace() {
        return calls[nextSent] < 0 ? nextSent : -1;
    }

    @Override
    void sent(int place) {
        nextSent = (place + 1) % calls.length;
    }

    @Override
    void request(StringBuilder out, int place) {
        Errand errand = errands[place];
        out.append(errand.verb()).append(' ').append(errand.path());
        if (!errand.hasBody()) {
            out.append('/').append(words[place]);
        }
        out.append(" HTTP/1.1\r\nHost: bailey\r\n");
        if (errand.hasBody()) {
            String body = "{\"nonce\":\"" + words[place] + "\"}";
            out.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(body.length())
                    .append("\r\n\r\n")
                    .append(body);
        } else {
            out.append("\r\n");
        }
    }

    @Override
    void read() throws IOException {
        do {
            if (!in.read()) {
                throw new IOException("the bridge ended the connection");
            }
            answer(nextAnswered);
            nextAnswered = (nextAnswered + 1) % calls.length;
        } while (in.isAnotherHere());
    }

    private void answer(int place) throws IOException {
        if (calls[place] < 0) {
            throw new IOException("an answer that nobody waits for");
        }
        leaving |= in.head().contains("\r\nConnection: close\r\n");
        int status = in.status();
        if (status == 202) {
            ended(place, End.ACCEPTED, "accepted");
            return;
        }
        boolean isJson = seen.read(in.array(), in.bodyStart(), in.bodyLength());
        if (!isJson) {
            ended(place, End.DAMAGED, "no JSON");
        } else if (!seen.outcome.isEmpty() && !seen.outcome.equals("rpc_error")) {
            ended(place, End.FAILED, seen.outcome);
        } else {
            String outcome = seen.outcome.isEmpty() ? "http_error" : seen.outcome;
            answered(place, status >= 400, outcome, in.array(), in.bodyStart(), in.bodyLength());
        }
    }
}
