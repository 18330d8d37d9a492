package dev.bailey.load.paths;

import java.net.URI;
import java.util.List;

/**
 * One way to the service.
 *
 * @param url http or https, without query; the paths of requests are put behind it
 * @param pids the processes on this machine whose CPU time a call down this way costs; may be empty
 */
public record PathTarget(URI url, List<Long> pids) {
    public PathTarget {
        pids = List.copyOf(pids);
    }
}
