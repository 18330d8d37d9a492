package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Call;
import dev.bailey.call.Outcome;
import dev.bailey.config.LimitsConfig;
import dev.bailey.flow.ByteFlow;
import dev.bailey.flow.Tap;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.json.JsonWriter;
import dev.bailey.rpc.RpcReply;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Callers who read so slowly that the kernel, with megabytes in its send buffer, tells of no room for longer than a caller may
 * take nothing; and who take some all the same, again and again.
 */
class SlowCallersIT {
    private static final LimitsConfig LIMITS = LimitsConfig.DEFAULT;
    private static final Duration STALL = LIMITS.stallTimeout();
    private static final Duration STEP = STALL.dividedBy(4);

    /** What is read in each step: a third of a common send buffer takes several times the stallTimeout so. */
    private static final int SIP = 32 * 1024;

    private static final byte[] LARGE = large(16 * 1024 * 1024);

    private static byte[] large(int size) {
        byte[] text = new byte[size];
        Arrays.fill(text, (byte) 'a');
        return text;
    }

    /** A service that has always more to say. */
    private static final class Endless implements Tap {
        private final ByteFlow flow;
        private boolean paused;

        Endless(Call call, SlowCaller caller) {
            flow = new ByteFlow(call, caller.loop, this, ByteFlow.Side.SERVICE, STALL);
            flow.offer(LARGE, 0, ByteFlow.WINDOW);
        }

        @Override
        public void pause() {
            paused = true;
        }

        @Override
        public void resume() {
            paused = false;
            while (!paused) {
                flow.offer(LARGE, 0, ByteFlow.WINDOW);
            }
        }

        @Override
        public void abort() {
            paused = true;
        }
    }

    private static void readsSlowlyAndThenNoMore(SlowCaller caller) throws Exception {
        for (int i = 0; i < 16; i++) {
            caller.pass(STEP);
            assertFalse(caller.isCut(), "step " + i);
            caller.reads(SIP);
        }
        caller.pass(STALL.plus(STEP.multipliedBy(2)));
        assertTrue(caller.isCut());
    }

    @ParameterizedTest
    @CsvSource({"false, true", "false, false", "true, true", "true, false"})
    void anHttpCallerIsServedAsLongAsItReads(boolean unix, boolean flowing) throws Exception {
        ScriptedHandler handler = new ScriptedHandler();
        try (SlowCaller caller = SlowCaller.ofHttp(handler, LIMITS, unix)) {
            caller.sends("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            Call call = handler.last().call();
            handler.reply(
                    flowing
                            ? new HttpReply.Flowing(200, Headers.NONE, new Endless(call, caller).flow)
                            : new HttpReply.Answer(Outcome.OK, 200, Headers.NONE, Payload.of(LARGE)));
            readsSlowlyAndThenNoMore(caller);
            assertEquals(Outcome.CLIENT_GONE, call.outcome());
        }
    }

    @ParameterizedTest
    @CsvSource({"false, true", "false, false", "true, true", "true, false"})
    void aJsonRpcCallerIsServedAsLongAsItReads(boolean unix, boolean flowing) throws Exception {
        HeldCalls calls = new HeldCalls();
        try (SlowCaller caller = SlowCaller.ofRpc(calls, LIMITS, unix)) {
            caller.sends("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"id\":1}\n");
            HeldCalls.Held held = calls.next();
            Call call = held.request().call();
            held.reply()
                    .complete(
                            flowing
                                    ? new RpcReply.Flowing(new Endless(call, caller).flow)
                                    : new RpcReply.Result(new JsonWriter(64)
                                            .ascii('"')
                                            .raw(LARGE, 0, LARGE.length)
                                            .ascii('"')
                                            .toJson()));
            readsSlowlyAndThenNoMore(caller);
            assertEquals(Outcome.CLIENT_GONE, call.outcome());
        }
    }
}
