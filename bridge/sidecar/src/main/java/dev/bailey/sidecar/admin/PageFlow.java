package dev.bailey.sidecar.admin;

import dev.bailey.call.Call;
import dev.bailey.flow.ByteFlow;
import dev.bailey.flow.Tap;
import java.time.Duration;
import java.util.Iterator;

/** A page that is written as it is read: one piece in a turn of the loop, and none while its reader is slow. On the call's loop. */
final class PageFlow implements Tap {
    private static final Duration STALL = Duration.ofSeconds(10);

    private final Call call;
    private final byte[] beginning;
    private final Iterator<byte[]> rest;
    private final ByteFlow flow;
    private boolean paused;
    private boolean unwanted;

    PageFlow(Call call, byte[] beginning, Iterator<byte[]> rest) {
        this.call = call;
        this.beginning = beginning;
        this.rest = rest;
        this.flow = new ByteFlow(call, call.loop(), this, ByteFlow.Side.SERVICE, STALL);
    }

    /** The flow, of which the first piece is there. */
    ByteFlow begin() {
        call.onCancel(flow::callCancelled);
        flow.offer(beginning, 0, beginning.length);
        resume();
        return flow;
    }

    private void next() {
        if (paused || unwanted) {
            return;
        }
        if (!rest.hasNext()) {
            flow.complete();
            return;
        }
        byte[] piece = rest.next();
        flow.offer(piece, 0, piece.length);
        if (!paused) {
            call.loop().execute(this::next);
        }
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        call.loop().execute(this::next);
    }

    @Override
    public void abort() {
        unwanted = true;
    }
}
