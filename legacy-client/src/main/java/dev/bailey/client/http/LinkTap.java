package dev.bailey.client.http;

import dev.bailey.flow.Tap;

/** Back-pressure on a link, for the flow of one answer. */
public final class LinkTap implements Tap {
    private final HttpLink link;
    private final Runnable giveUp;

    /** @param giveUp closes the link if the answer is still under way */
    public LinkTap(HttpLink link, Runnable giveUp) {
        this.link = link;
        this.giveUp = giveUp;
    }

    @Override
    public void pause() {
        link.read(false);
    }

    @Override
    public void resume() {
        link.read(true);
    }

    @Override
    public void abort() {
        giveUp.run();
    }
}
