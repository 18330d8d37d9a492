package dev.bailey.client.http;

import dev.bailey.http.Headers;
import java.util.Optional;

/** Learns what became of one request: {@link #came} or {@link #failed}, once, on the connection's loop. */
public interface HttpAnswer {

    /**
     * The head of the final answer has come, and a body may follow.
     *
     * @return where its bytes are to go; none to have them collected
     */
    default Optional<BodySink> begins(int status, Headers headers) {
        return Optional.empty();
    }

    /** All that has been read is with the sink, and more is to come. */
    default void soFar() {}

    /**
     * The whole answer; without its body if that has gone into a sink.
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
