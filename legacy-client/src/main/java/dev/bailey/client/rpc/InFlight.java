package dev.bailey.client.rpc;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests that were sent on one connection and not answered yet, by sequence id: open addressing, where ids in a row are
 * the best case. Those that nobody waits for any more stay, without their exchange, until their late reply comes.
 */
final class InFlight {
    private static final int LEAST = 16;

    // 0 is no id: the first one is 1
    private long[] ids = new long[LEAST];
    private @Nullable Exchange[] exchanges = new @Nullable Exchange[LEAST];
    private int size;

    /** Those given up count too. */
    int size() {
        return size;
    }

    void add(long id, Exchange exchange) {
        if (size * 2 >= ids.length) {
            grow();
        }
        put(id, exchange);
        size++;
    }

    private void put(long id, @Nullable Exchange exchange) {
        int at = home(id);
        while (ids[at] != 0) {
            at = after(at);
        }
        ids[at] = id;
        exchanges[at] = exchange;
    }

    /** Where that id is, good until the next change; -1 when it is not in flight. */
    int find(long id) {
        int at = home(id);
        while (ids[at] != 0) {
            if (ids[at] == id) {
                return at;
            }
            at = after(at);
        }
        return -1;
    }

    /** Where the only one is; -1 when there are none or more. */
    int only() {
        for (int at = 0; size == 1 && at < ids.length; at++) {
            if (ids[at] != 0) {
                return at;
            }
        }
        return -1;
    }

    /** Who waits for that reply; nobody, if it was given up. */
    @Nullable
    Exchange at(int index) {
        return exchanges[index];
    }

    /** Whether it was there to be given up. */
    boolean giveUp(long id) {
        int at = find(id);
        if (at < 0) {
            return false;
        }
        exchanges[at] = null;
        return true;
    }

    void remove(int index) {
        int gap = index;
        for (int at = after(gap); ids[at] != 0; at = after(at)) {
            // what may stand nearer to its home moves up, so that a search never meets a gap
            if (((at - home(ids[at])) & mask()) >= ((at - gap) & mask())) {
                ids[gap] = ids[at];
                exchanges[gap] = exchanges[at];
                gap = at;
            }
        }
        ids[gap] = 0;
        exchanges[gap] = null;
        size--;
    }

    /** All that somebody waits for; none are in flight afterwards. */
    List<Exchange> drain() {
        List<Exchange> waiting = new ArrayList<>(size);
        for (Exchange exchange : exchanges) {
            if (exchange != null) {
                waiting.add(exchange);
            }
        }
        ids = new long[LEAST];
        exchanges = new @Nullable Exchange[LEAST];
        size = 0;
        return waiting;
    }

    private void grow() {
        long[] oldIds = ids;
        @Nullable Exchange[] oldExchanges = exchanges;
        ids = new long[oldIds.length * 2];
        exchanges = new @Nullable Exchange[oldIds.length * 2];
        for (int at = 0; at < oldIds.length; at++) {
            if (oldIds[at] != 0) {
                put(oldIds[at], oldExchanges[at]);
            }
        }
    }

    private int home(long id) {
        return (int) id & mask();
    }

    private int after(int at) {
        return (at + 1) & mask();
    }

    private int mask() {
        return ids.length - 1;
    }
}
