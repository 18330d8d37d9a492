package dev.bailey.client.http;

/** Learns what became of one request: {@link #came} or {@link #failed}, once, on the connection's loop. */
public interface HttpAnswer {

    /**
     * The whole answer.
     *
     * @param reusable whether the connection may carry another request
     */
    void came(HttpResponse response, boolean reusable);

    /**
     * There is no whole answer, and the connection must carry no other request.
     *
     * @param why in words for callers
     * @param status of the answer that was cut off; 0 when it is not known
     */
    void failed(HttpTrouble trouble, String why, int status);
}
