package dev.bailey.call;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A reply to come that stays on its call's loop. The layers that a reply passes on its way back take their steps in it, in the
 * order in which they were added and before any stage that depends on it: each is a call, not a stage of its own with its own
 * compare-and-sets. Stages of any other kind are taken as they are, so layers need not know which they have.
 *
 * <p>Made, completed and given steps on one loop only; to whoever holds it as a {@link CompletionStage} it is one like any other.
 */
public final class PendingReply<R> extends CompletableFuture<R> {

    /** What a layer makes of a reply, or of the exception in its place: one of both is null, and so is one of the results. */
    private interface Step<R> {
        void take(PendingReply<R> passing);
    }

    private static final Step<?>[] NONE = {};

    private Step<?>[] steps = NONE;
    private int count;
    private int taken;
    private boolean passing;
    private @Nullable CompletionStage<R> instead;
    private @Nullable R reply;
    private @Nullable Throwable thrown;

    // ---- for layers

    /** Lets the watcher see the reply, or what was thrown. It must not throw. */
    public static <R> CompletionStage<R> watch(
            CompletionStage<R> stage, BiConsumer<@Nullable R, @Nullable Throwable> watcher) {
        PendingReply<R> pending = pending(stage);
        if (pending == null) {
            return stage.whenComplete(watcher);
        }
        pending.add(passing -> watcher.accept(passing.reply, passing.thrown));
        return pending;
    }

    /** Puts another reply in the place of this one, or of what was thrown. */
    public static <R> CompletionStage<R> replace(CompletionStage<R> stage, Replacement<R> replacement) {
        PendingReply<R> pending = pending(stage);
        if (pending == null) {
            return stage.handle(replacement::of);
        }
        pending.add(passing -> {
            passing.reply = replacement.of(passing.reply, passing.thrown);
            passing.thrown = null;
        });
        return pending;
    }

    /** What {@link #replace} puts there. */
    public interface Replacement<R> {
        R of(@Nullable R reply, @Nullable Throwable thrown);
    }

    /** A reply of another kind, made of this one. */
    public static <R, S> CompletionStage<S> map(CompletionStage<R> stage, Function<R, S> mapping) {
        PendingReply<R> pending = pending(stage);
        if (pending == null) {
            return stage.thenApply(mapping);
        }
        PendingReply<S> mapped = new PendingReply<>();
        pending.add(passing -> mapped.follow(passing.reply, mapping, passing.thrown));
        return mapped;
    }

    /** A reply that {@code next} makes of this one, or this one where that gives back the stage itself. */
    public static <R> CompletionStage<R> compose(CompletionStage<R> stage, Function<R, CompletionStage<R>> next) {
        PendingReply<R> pending = pending(stage);
        if (pending == null) {
            return stage.thenCompose(next);
        }
        pending.add(passing -> passing.divert(next));
        return pending;
    }

    private static <R> @Nullable PendingReply<R> pending(CompletionStage<R> stage) {
        return stage instanceof PendingReply<R> pending && !pending.isDone() && !pending.passing ? pending : null;
    }

    private void add(Step<R> step) {
        if (count == steps.length) {
            steps = Arrays.copyOf(steps, count == 0 ? 4 : 2 * count);
        }
        steps[count++] = step;
    }

    private <Q> void follow(@Nullable Q before, Function<Q, R> mapping, @Nullable Throwable thrownBefore) {
        if (before == null) {
            end(null, thrownBefore);
            return;
        }
        R mapped;
        try {
            mapped = mapping.apply(before);
        } catch (RuntimeException e) {
            end(null, e);
            return;
        }
        end(mapped, null);
    }

    private void divert(Function<R, CompletionStage<R>> next) {
        R known = reply;
        if (known != null) {
            CompletionStage<R> following = next.apply(known);
            instead = following == this ? null : following;
        }
    }

    // ---- for who makes it

    @Override
    public boolean complete(R known) {
        return end(known, null);
    }

    @Override
    public boolean completeExceptionally(Throwable bug) {
        return end(null, bug);
    }

    private boolean end(@Nullable R known, @Nullable Throwable bug) {
        if (passing || isDone()) {
            return false;
        }
        passing = true;
        return pass(known, bug);
    }

    /** Takes the steps that are left, up to one that puts another reply, still to come, in the place of this one. */
    private boolean pass(@Nullable R known, @Nullable Throwable bug) {
        reply = known;
        thrown = bug;
        while (taken < count) {
            take(taken++);
            CompletionStage<R> another = instead;
            if (another != null) {
                instead = null;
                another.whenComplete(this::pass);
                return true;
            }
        }
        steps = NONE;
        R last = reply;
        return last == null ? super.completeExceptionally(thrownOrBug()) : super.complete(last);
    }

    @SuppressWarnings("unchecked")
    private void take(int step) {
        try {
            ((Step<R>) steps[step]).take(this);
        } catch (RuntimeException e) {
            reply = null;
            thrown = e;
        }
    }

    private Throwable thrownOrBug() {
        return thrown == null ? new IllegalStateException("neither a reply nor an exception") : thrown;
    }
}
