package dev.bailey.flow;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.Call;
import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Puts a flow together again for those who need it whole, within a limit. On the call's loop. */
public final class Gathered implements Flow.Subscriber<ByteBuffer> {
    private static final byte[] NOTHING = {};
    private static final int LEAST = 1024;

    private final Call call;
    private final int max;
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private Flow.@Nullable Subscription source;
    private byte[] bytes = NOTHING;
    private int size;

    private Gathered(Call call, int max) {
        this.call = call;
        this.max = max;
    }

    /**
     * Takes the whole of a flow.
     *
     * @param call whose bytes these are
     * @param max bytes
     * @return fails with a {@link FailureException} when the flow does, or is larger than that
     */
    public static CompletionStage<byte[]> of(Flow.Publisher<ByteBuffer> flow, Call call, int max) {
        Gathered gathered = new Gathered(call, max);
        flow.subscribe(gathered);
        return gathered.whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        source = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer piece) {
        int length = piece.remaining();
        if (length > max - size) {
            refuse(FailureKind.REPLY_TOO_LARGE.because("the service's answer is over the limit of " + max + " bytes"));
        } else if (!call.reserve(length)) {
            refuse(BytesInFlight.refusal());
        } else {
            take(piece, length);
        }
    }

    private void take(ByteBuffer piece, int length) {
        if (size + length > bytes.length) {
            long roomy = Math.max(Math.max(LEAST, size + length), 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.max(size + length, Math.min(roomy, max)));
        }
        piece.get(bytes, size, length);
        size += length;
    }

    private void refuse(Failure why) {
        if (source != null) {
            source.cancel();
        }
        whole.completeExceptionally(new FailureException(why.delivered(Delivery.ANSWERED)));
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(size == bytes.length ? bytes : Arrays.copyOf(bytes, size));
    }
}
