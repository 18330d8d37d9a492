package dev.bailey.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.OpenService;
import dev.bailey.Transport;
import dev.bailey.call.Call;
import dev.bailey.call.EventLoop;
import dev.bailey.call.Failure;
import dev.bailey.call.Timeout;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.config.ServiceUrl;
import dev.bailey.flow.ByteFlow;
import dev.bailey.flow.Tap;
import dev.bailey.json.Json;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A service whose results flow where they may, from a thread of its own, as the test says. */
public final class FlowingService implements Transport, OpenService.Rpc {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final ThreadLoop loop = new ThreadLoop();
    private final BlockingQueue<Result> asked = new LinkedBlockingQueue<>();
    private final Duration stall;

    /** @param stall how long nothing may move */
    public FlowingService(Duration stall) {
        this.stall = stall;
    }

    /** A result on its way to one caller. */
    public final class Result implements Tap {
        private final ByteFlow flow;
        private volatile boolean paused;
        private final CompletableFuture<Void> aborted = new CompletableFuture<>();

        private Result(Call call) {
            flow = new ByteFlow(call, loop, this, ByteFlow.Side.SERVICE, stall);
            call.onCancel(flow::callCancelled);
        }

        public Result sends(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            loop.execute(() -> flow.offer(bytes, 0, bytes.length));
            return this;
        }

        /** Sends until the caller takes no more, or these many bytes are sent; gives how many that were. */
        public long pours(long most) throws Exception {
            byte[] piece = "x".repeat(16 * 1024).getBytes(StandardCharsets.UTF_8);
            long sent = 0;
            while (sent < most && !isHeldBack()) {
                CompletableFuture.runAsync(() -> flow.offer(piece.clone(), 0, piece.length), loop)
                        .get();
                sent += piece.length;
            }
            return sent;
        }

        /** Whether it stays paused: nobody takes what is there. */
        private boolean isHeldBack() throws Exception {
            for (int i = 0; i < 20; i++) {
                if (!paused) {
                    return false;
                }
                thread.schedule(() -> {}, 10, TimeUnit.MILLISECONDS).get();
            }
            return true;
        }

        public void ends() {
            loop.execute(flow::complete);
        }

        public void fails(Failure why) {
            loop.execute(() -> flow.fail(why));
        }

        /** Waits until the service is told that nobody wants the rest. */
        public void isAborted() throws Exception {
            aborted.get(20, TimeUnit.SECONDS);
        }

        @Override
        public void pause() {
            paused = true;
        }

        @Override
        public void resume() {
            paused = false;
        }

        @Override
        public void abort() {
            aborted.complete(null);
        }
    }

    /** The next call whose result flows. */
    public Result asked() throws InterruptedException {
        Result result = asked.poll(20, TimeUnit.SECONDS);
        if (result == null) {
            throw new AssertionError("nobody asks");
        }
        return result;
    }

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        if (!request.call().mayFlow()) {
            return CompletableFuture.completedFuture(new RpcReply.Result(Json.string("whole")));
        }
        Result result = new Result(request.call());
        asked.add(result);
        return CompletableFuture.completedFuture(new RpcReply.Flowing(result.flow));
    }

    @Override
    public OpenService.Rpc openRpc(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        return this;
    }

    @Override
    public OpenService.Http openHttp(
            ServiceConfig service, ServiceUrl address, LimitsConfig limits, ServiceMetrics metrics) {
        throw new IllegalArgumentException("it speaks JSON-RPC");
    }

    @Override
    public boolean up() {
        return true;
    }

    @Override
    public CompletionStage<Void> close() {
        thread.shutdown();
        return CompletableFuture.completedFuture(null);
    }

    private final class ThreadLoop implements EventLoop {
        private volatile @Nullable Thread own;

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public boolean inLoop() {
            return Thread.currentThread() == own;
        }

        @Override
        public void execute(Runnable task) {
            try {
                thread.execute(() -> {
                    own = Thread.currentThread();
                    task.run();
                });
            } catch (RejectedExecutionException e) {
                // the service is closed: nobody cares for what was to be read from it
                assertTrue(thread.isShutdown());
            }
        }

        @Override
        public void schedule(Timeout timeout, long delayNanos) {
            throw new UnsupportedOperationException("a flow's timeouts are its call's");
        }
    }
}
