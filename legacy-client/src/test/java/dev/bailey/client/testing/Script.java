package dev.bailey.client.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a {@link ScriptedService} does on each connection; runs on the connection's own thread until it returns. */
@FunctionalInterface
public interface Script {

    /** Plays one connection, which is closed afterwards. A caller that goes away ends it through an exception. */
    void play(Peer peer) throws Exception;

    /** Answers every request with its own params, at once and in order. */
    static Script echoing() {
        return peer -> {
            while (true) {
                Asked asked = peer.asked();
                if (!asked.isNotification()) {
                    peer.answer(asked, asked.params());
                }
            }
        };
    }

    /** Reads everything and says nothing. */
    static Script silent() {
        return Peer::readToEnd;
    }

    /** Answers with the params, but only once so many requests are there, and in random order. */
    static Script shuffling(int batch, long seed) {
        return peer -> {
            Random random = new Random(seed);
            while (true) {
                List<Asked> calls = new ArrayList<>(peer.asked(batch));
                Collections.shuffle(calls, random);
                for (Asked asked : calls) {
                    peer.answer(asked, asked.params());
                }
            }
        };
    }

    /** Answers with the params, in random order, always holding back so many calls until no more come. */
    static Script holdingBack(int calls, long seed) {
        return new HoldingBack(calls, seed);
    }

    /** One script for the first connection, another for all that follow. */
    static Script firstThen(Script first, Script following) {
        return peer -> (peer.number() == 1 ? first : following).play(peer);
    }
}
