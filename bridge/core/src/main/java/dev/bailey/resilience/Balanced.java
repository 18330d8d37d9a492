package dev.bailey.resilience;

import dev.bailey.call.Call;
import dev.bailey.call.Handler;
import dev.bailey.call.PendingReply;
import dev.bailey.call.Reply;
import dev.bailey.call.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Spreads calls over the addresses of a service: of two random ones the one with fewer calls in flight, which is nearly as even
 * as looking at all of them and never sends everybody to the same one (Mitzenmacher, "The power of two choices"). An address
 * that cannot be reached is left out for a while ({@link Ejection}), never the last one; a retry goes to another address.
 *
 * <p>Thread-safe.
 */
public final class Balanced<Q extends Request, R extends Reply> implements Handler<Q, R> {
    private final List<Address<Q, R>> addresses = new ArrayList<>();
    private final IntUnaryOperator draws;

    /**
     * @param targets one for each address, at least two
     * @param draws a number from 0 to less than its argument; thread-safe
     */
    public Balanced(List<? extends Handler<Q, R>> targets, IntUnaryOperator draws) {
        for (Handler<Q, R> target : targets) {
            addresses.add(new Address<>(addresses.size(), target));
        }
        this.draws = draws;
    }

    @Override
    public CompletionStage<R> handle(Q request) {
        Call call = request.call();
        Address<Q, R> address = choose(call.address(), call.loop().nanoTime());
        call.goesTo(address.index);
        address.inFlight.incrementAndGet();
        CompletionStage<R> reply;
        try {
            reply = address.target.handle(request);
        } catch (RuntimeException e) {
            address.inFlight.decrementAndGet();
            throw e;
        }
        return PendingReply.watch(reply, (done, thrown) -> ended(address, call, done));
    }

    /** @param before where the call has failed already */
    private Address<Q, R> choose(int before, long now) {
        Address<Q, R> one = null;
        Address<Q, R> other = null;
        int candidates = 0;
        for (Address<Q, R> address : addresses) {
            if (address.index == before || address.ejection.isOn(now)) {
                continue;
            }
            // each pair of candidates is as likely as any other (Vitter, algorithm R)
            int place = candidates < 2 ? candidates : draws.applyAsInt(candidates + 1);
            candidates++;
            if (place == 0) {
                one = address;
            } else if (place == 1) {
                other = address;
            }
        }
        if (one == null) {
            return addresses.get(before == Call.NO_ADDRESS ? draws.applyAsInt(addresses.size()) : before);
        }
        return other == null ? one : lessBusy(one, other);
    }

    private Address<Q, R> lessBusy(Address<Q, R> one, Address<Q, R> other) {
        int difference = one.inFlight.get() - other.inFlight.get();
        if (difference == 0) {
            return draws.applyAsInt(2) == 0 ? one : other;
        }
        return difference < 0 ? one : other;
    }

    private void ended(Address<Q, R> address, Call call, @Nullable R reply) {
        address.inFlight.decrementAndGet();
        Evidence evidence = Evidence.of(call, reply);
        if (evidence == Evidence.UNREACHABLE) {
            failed(address, call.loop().nanoTime());
        } else if (evidence == Evidence.ANSWERED && !address.ejection.isClean()) {
            answered(address);
        }
    }

    /** Under one lock for all addresses: two that fail at once must not take each other for the one that is left. */
    private synchronized void failed(Address<Q, R> address, long now) {
        address.ejection.failed(now, ejected(now) < addresses.size() - 1);
    }

    private synchronized void answered(Address<Q, R> address) {
        address.ejection.answered();
    }

    /** How many addresses are left out now. */
    public int ejected(long now) {
        int count = 0;
        for (Address<Q, R> address : addresses) {
            if (address.ejection.isOn(now)) {
                count++;
            }
        }
        return count;
    }

    private static final class Address<Q extends Request, R> {
        private final int index;
        private final Handler<Q, R> target;
        private final AtomicInteger inFlight = new AtomicInteger();
        private final Ejection ejection = new Ejection();

        Address(int index, Handler<Q, R> target) {
            this.index = index;
            this.target = target;
        }
    }
}
