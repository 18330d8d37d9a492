package dev.bailey.client.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers with the params, late and in random order: holds back so many calls, and all of them while more keep coming. */
final class HoldingBack implements Script {
    private static final long QUIET_MILLIS = 50;
    private static final Asked END = new Asked("", "", "", "");

    private final int held;
    private final long seed;

    HoldingBack(int held, long seed) {
        this.held = held;
        this.seed = seed;
    }

    @Override
    public void play(Peer peer) throws Exception {
        BlockingQueue<Asked> coming = new LinkedBlockingQueue<>();
        Thread reader = new Thread(() -> read(peer, coming), "scripted-reader-" + peer.number());
        reader.setDaemon(true);
        reader.start();
        answer(peer, coming, new Random(seed + peer.number()));
    }

    private void read(Peer peer, BlockingQueue<Asked> coming) {
        try {
            while (true) {
                coming.add(peer.asked());
            }
        } catch (Exception gone) {
            coming.add(END);
        }
    }

    private void answer(Peer peer, BlockingQueue<Asked> coming, Random random) throws Exception {
        List<Asked> open = new ArrayList<>();
        while (true) {
            Asked next = coming.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
            if (END.equals(next)) {
                return;
            }
            if (next != null) {
                open.add(next);
            }
            while (open.size() > (next == null ? 0 : held)) {
                answerOne(peer, open, random);
            }
        }
    }

    private static void answerOne(Peer peer, List<Asked> open, Random random) throws IOException {
        int lot = random.nextInt(open.size());
        Asked asked = open.get(lot);
        open.set(lot, open.get(open.size() - 1));
        open.remove(open.size() - 1);
        if (!asked.isNotification()) {
            peer.answer(asked, asked.params());
        }
    }
}
