package dev.bailey.vertx;

import dev.bailey.call.FailureKind;
import dev.bailey.client.framing.FrameDecoder;
import dev.bailey.client.framing.FramingException;
import dev.bailey.client.framing.FramingException.Reason;
import dev.bailey.client.framing.Framings;
import dev.bailey.config.Framing;
import dev.bailey.rpc.CallerCodec;
import dev.bailey.rpc.CallerFrame;
import org.jspecify.annotations.Nullable;

/**
 * What one caller sends, frame by frame. A frame is taken out only when asked for; what is not asked for stays as bytes, and
 * those are few, for their socket is not read from meanwhile.
 */
final class RpcInput {
    private final Framing framing;
    private final int maxFrame;
    private FrameDecoder decoder;
    private final CallerCodec codec;
    private long frames;
    private int length;
    private boolean broken;

    RpcInput(Framing framing, int maxFrame, CallerCodec codec) {
        this.framing = framing;
        this.maxFrame = maxFrame;
        this.decoder = Framings.decoder(framing, maxFrame);
        this.codec = codec;
    }

    /** Takes all that has come; the array is borrowed until {@link #keep}. */
    void take(Input come) {
        if (come.isReadable()) {
            decoder.append(come.array, come.position, come.limit);
            come.clear();
        }
    }

    /** Gives back what is borrowed. */
    void keep() {
        decoder.keep();
    }

    /** The next frame, null when more bytes are needed. A broken flow gives one that says so, then none any more. */
    @Nullable
    CallerFrame next() {
        if (broken) {
            return null;
        }
        try {
            byte[] frame = decoder.next();
            if (frame == null) {
                return null;
            }
            frames++;
            length = frame.length;
            return codec.read(frame, 0, frame.length);
        } catch (FramingException e) {
            giveUp();
            return new CallerFrame.Refused(
                    e.reason() == Reason.TOO_LARGE
                            ? FailureKind.REQUEST_TOO_LARGE.because("the message is too large: " + e.getMessage())
                            : FailureKind.MALFORMED.because("the framing is broken: " + e.getMessage()));
        }
    }

    /**
     * What the caller's end of sending leaves: a last line without its end is a message all the same, and half a frame of
     * another framing is not JSON, which its caller is told.
     */
    @Nullable
    CallerFrame last() {
        if (broken || !decoder.midFrame()) {
            return null;
        }
        broken = true;
        byte[] rest = decoder.partial();
        length = rest.length;
        return codec.read(rest, 0, rest.length);
    }

    /** Bytes of the frame that came last. */
    int length() {
        return length;
    }

    /** Bytes that have come of the frame that is not whole. */
    long held() {
        return decoder.held();
    }

    /** Drops what has come: nothing more can be understood of this caller. */
    void giveUp() {
        broken = true;
        length = 0;
        decoder = Framings.decoder(framing, maxFrame);
    }

    /** Whether where the next frame starts cannot be known. */
    boolean isBroken() {
        return broken;
    }

    /** Whether a frame has begun and is not whole. */
    boolean isMidFrame() {
        return !broken && decoder.midFrame();
    }

    /** Frames that were whole. */
    long frames() {
        return frames;
    }
}
