package dev.bailey.rpc;

import dev.bailey.call.Call;
import dev.bailey.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes calls and answers them when the test says so; gives up those that are cancelled, as every handler must. */
final class FakeHandler implements RpcHandler {
    private final List<RpcRequest> taken = new ArrayList<>();
    private final List<CompletableFuture<RpcReply>> replies = new ArrayList<>();
    private int open;

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        CompletableFuture<RpcReply> reply = new CompletableFuture<>();
        taken.add(request);
        replies.add(reply);
        open++;
        Call call = request.call();
        call.onCancel(() -> finish(reply, new RpcReply.Failed(call.cancellation())));
        return reply;
    }

    private void finish(CompletableFuture<RpcReply> reply, RpcReply done) {
        if (!reply.isDone()) {
            open--;
            reply.complete(done);
        }
    }

    /** Answers the call that came so many calls after the first. */
    void answer(int index, String result) {
        finish(replies.get(index), new RpcReply.Result(Json.string(result)));
    }

    /** Answers every open call by its method's name, the last first. */
    void answerAllBackwards() {
        for (int i = replies.size() - 1; i >= 0; i--) {
            answer(i, taken.get(i).method().name());
        }
    }

    void accept(int index) {
        finish(replies.get(index), RpcReply.accepted());
    }

    /** Calls that are on their way now. */
    int open() {
        return open;
    }

    List<String> methods() {
        return taken.stream().map(request -> request.method().name()).toList();
    }
}
