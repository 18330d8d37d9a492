package dev.bailey.rpc;

import dev.bailey.call.Call;
import dev.bailey.call.CallObserver;
import dev.bailey.call.EventLoop;
import dev.bailey.call.Failure;
import dev.bailey.call.Outcome;
import dev.bailey.json.Json;
import dev.bailey.json.JsonWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * One frame of a caller on its way: its message or the messages of its batch, and their answers in the order of the questions.
 * Made, cancelled and written on one loop.
 */
public final class RpcExchange {
    /** Calls of one batch that are on their way at once. */
    private static final int AT_ONCE = 16;

    private final RpcHandler handler;
    private final List<RpcExchangeMember> members;
    private final boolean batch;
    private final CompletableFuture<Json> answer = new CompletableFuture<>();
    private int started;
    private int finished;
    private boolean starting;
    private int bytes;

    private RpcExchange(RpcHandler handler, List<RpcExchangeMember> members, boolean batch) {
        this.handler = handler;
        this.members = members;
        this.batch = batch;
    }

    /**
     * Sets a frame on its way. All its calls begin now: one deadline holds for the whole of a batch.
     *
     * @param handler takes each call
     * @param refused learns of messages that are no calls
     */
    public static RpcExchange start(CallerFrame frame, EventLoop loop, RpcHandler handler, CallObserver refused) {
        return start(frame, loop, handler, refused, false);
    }

    /**
     * The same.
     *
     * @param takesFlow whether an answer can be given bit by bit, and a cut one told from a whole one: see {@link #flow}. An
     *     answer in a batch never is.
     */
    public static RpcExchange start(
            CallerFrame frame, EventLoop loop, RpcHandler handler, CallObserver refused, boolean takesFlow) {
        List<RpcExchangeMember> members = new ArrayList<>(1);
        if (frame instanceof CallerFrame.Batch several) {
            several.messages().forEach(message -> members.add(new RpcExchangeMember(message, call(loop, refused))));
        } else if (frame instanceof CallerFrame.Single one) {
            Call call = call(loop, refused);
            if (takesFlow) {
                call.callerTakesFlow();
            }
            members.add(new RpcExchangeMember(one.message(), call));
        } else if (frame instanceof CallerFrame.Refused failed) {
            members.add(RpcExchangeMember.refused(failed.failure(), call(loop, refused)));
        }
        RpcExchange exchange = new RpcExchange(handler, members, frame instanceof CallerFrame.Batch);
        exchange.startMore();
        return exchange;
    }

    private static Call call(EventLoop loop, CallObserver refused) {
        Call call = Call.on(loop);
        call.deadlineCountsFromStart();
        call.observer(refused);
        return call;
    }

    /** How many calls the frame holds; each takes a place in its connection. */
    public int calls() {
        return members.size();
    }

    /** So many bytes the frame takes, for the edge that counts them. */
    public void bytes(int length) {
        bytes = length;
    }

    public int bytes() {
        return bytes;
    }

    /**
     * The frame's answer, on the loop; {@link Json#ABSENT} when there is nothing to answer, for all were notifications, or when
     * the answer flows.
     */
    public CompletionStage<Json> answer() {
        return answer;
    }

    /** How long the frame waited for services: as long as that of its calls which waited longest. */
    public long serviceWaitNanos() {
        long longest = 0;
        for (RpcExchangeMember member : members) {
            longest = Math.max(longest, member.serviceWaitNanos());
        }
        return longest;
    }

    /** The whole answer, message and all, when it flows: after {@link #answer} was absent. To be asked once. */
    public Optional<Flow.Publisher<ByteBuffer>> flow() {
        return batch ? Optional.empty() : members.get(0).flow();
    }

    /** The answer flowed and did not end well. */
    public void cut(Outcome outcome, String why) {
        members.forEach(member -> member.cut(outcome, why));
    }

    /** The answer's last byte is written, or there was none to write. */
    public void written() {
        members.forEach(RpcExchangeMember::end);
    }

    /** What is still on its way is given up and ends so, whether its answer can still be written or not. */
    public void cancel(Failure why) {
        // From the last: those whose turn has not come must not begin because others make room.
        for (int i = members.size() - 1; i >= 0; i--) {
            members.get(i).cancel(why);
        }
    }

    private void startMore() {
        starting = true;
        while (started < members.size() && started - finished < AT_ONCE) {
            RpcExchangeMember member = members.get(started++);
            member.send(handler).whenComplete((done, thrown) -> oneFinished());
        }
        starting = false;
    }

    private void oneFinished() {
        finished++;
        if (finished == members.size()) {
            answer.complete(text());
        } else if (!starting) {
            // A call that finishes at once is followed by the loop that started it, not by a deeper one.
            startMore();
        }
    }

    private Json text() {
        long room = 2;
        for (RpcExchangeMember member : members) {
            room += member.answerRoom();
        }
        JsonWriter out = new JsonWriter((int) Math.min(room, Integer.MAX_VALUE - 8));
        for (RpcExchangeMember member : members) {
            if (member.hasWholeAnswer()) {
                out.ascii(out.size() > 0 ? "," : batch ? "[" : "");
                member.writeAnswer(out);
            }
        }
        if (out.size() == 0) {
            return Json.ABSENT;
        }
        return (batch ? out.ascii(']') : out).finish();
    }
}
