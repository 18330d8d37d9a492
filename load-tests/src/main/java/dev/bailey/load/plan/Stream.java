package dev.bailey.load.plan;

import dev.bailey.load.paths.RequestShape;
import java.util.List;

/**
 * Calls that come whether the earlier ones are answered or not (an open model).
 *
 * @param fromRate calls per second at the start
 * @param toRate at the end; between them the rate changes evenly
 * @param requests in turn
 * @param anyStatus whether a refusal counts as an answer: whoever floods a service is to be refused
 */
public record Stream(double fromRate, double toRate, List<RequestShape> requests, boolean anyStatus) {
    public Stream {
        requests = List.copyOf(requests);
    }

    public static Stream steady(double rate, List<RequestShape> requests) {
        return new Stream(rate, rate, requests, false);
    }

    /** A part of it. */
    public Stream times(double share) {
        return new Stream(fromRate * share, toRate * share, requests, anyStatus);
    }

    public double meanRate() {
        return (fromRate + toRate) / 2;
    }
}
