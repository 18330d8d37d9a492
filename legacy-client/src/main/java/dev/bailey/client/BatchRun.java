package dev.bailey.client;

import dev.bailey.call.Call;
import dev.bailey.call.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/** The calls of one batch on their way: one loop, one deadline, some at once. */
final class BatchRun {
    /** Calls of one batch that are on their way at once; the same as for RPC callers' batches. */
    private static final int AT_ONCE = 16;

    private final Caller caller;
    private final List<BatchCall<?>> members;
    private final List<Call> calls = new ArrayList<>();
    private final CompletableFuture<List<Answer<?>>> ended = new CompletableFuture<>();
    // on the loop
    private int started;
    private int finished;
    private boolean starting;

    private BatchRun(Caller caller, List<BatchCall<?>> members) {
        this.caller = caller;
        this.members = members;
    }

    /** Sets them on their way; all their deadlines count from now. */
    static CompletableFuture<List<Answer<?>>> start(Caller caller, List<BatchCall<?>> members, long allowedNanos) {
        BatchRun run = new BatchRun(caller, members);
        EventLoop loop = caller.loop();
        members.forEach(member -> run.calls.add(caller.call(loop, allowedNanos)));
        run.ended.whenComplete((answers, thrown) -> run.giveUp());
        try {
            loop.run(run::begin);
        } catch (RejectedExecutionException e) {
            // the loop is no more: each call finds that out by itself
            run.begin();
        }
        return run.ended;
    }

    private void begin() {
        if (members.isEmpty()) {
            ended.complete(List.of());
        } else {
            startMore();
        }
    }

    private void startMore() {
        starting = true;
        while (started < members.size() && started - finished < AT_ONCE) {
            BatchCall<?> member = members.get(started);
            caller.start(calls.get(started++), member.method(), member.params(), member.isNotification())
                    .reply()
                    .thenAccept(reply -> {
                        member.ended(reply);
                        oneFinished();
                    });
        }
        starting = false;
    }

    private void oneFinished() {
        finished++;
        if (finished == members.size()) {
            ended.complete(answers());
        } else if (!starting) {
            // one that ends at once is followed by the loop that started it, not by a deeper one
            startMore();
        }
    }

    private List<Answer<?>> answers() {
        List<Answer<?>> answers = new ArrayList<>();
        members.forEach(member -> answers.add(member.answer()));
        return List.copyOf(answers);
    }

    /** From the last: those whose turn has not come must not begin because others make room. */
    private void giveUp() {
        for (int i = calls.size() - 1; i >= 0; i--) {
            OpenCall.giveUp(calls.get(i));
        }
    }
}
