package dev.bailey.client.http;

/** Learns what became of one request; exactly one of the two, once, on the connection's loop. */
public interface HttpAnswer {

    /**
     * The whole answer.
     *
     * @param reusable whether the connection may carry another request
     */
    void came(int status, byte[] body, boolean reusable);

    /** There is no whole answer, and the connection has closed or is of no more use. */
    void failed(HttpTrouble trouble, int status);
}
