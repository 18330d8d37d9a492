package dev.bailey.vertx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.FailureKind;
import dev.bailey.call.Outcome;
import dev.bailey.config.Framing;
import dev.bailey.config.LimitsConfig;
import dev.bailey.json.Json;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A JSON-RPC connection without sockets and in virtual time. */
final class RpcConnectionTest {
    private static final RpcHandler ECHO = request -> CompletableFuture.completedFuture(
            request.notification()
                    ? RpcReply.accepted()
                    : new RpcReply.Result(request.params().isAbsent() ? Json.NULL : request.params()));

    private final HeldCalls held = new HeldCalls();
    private final FakeRpcCaller caller = FakeRpcCaller.of(held);

    private static String call(int id) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"m" + id + "\",\"params\":[" + id + "],\"id\":" + id + "}";
    }

    private static String answer(int id) {
        return "{\"jsonrpc\":\"2.0\",\"result\":[" + id + "],\"id\":" + id + "}";
    }

    private static String refusal(int code, String outcome) {
        return "\\{\"jsonrpc\":\"2.0\",\"error\":\\{\"code\":" + code
                + ",\"message\":\"[^\"]+\",\"data\":\\{\"outcome\":\"" + outcome
                + "\",\"detail\":\"[^\"]+\"\\}\\},\"id\":(null|[0-9]+)\\}";
    }

    private static void assertMatches(String pattern, String text) {
        assertTrue(text.matches(pattern), text);
    }

    private static String calls(int from, int to) {
        return IntStream.range(from, to).mapToObj(RpcConnectionTest::call).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String batch(int from, int to) {
        return IntStream.range(from, to).mapToObj(RpcConnectionTest::call).collect(Collectors.joining(",", "[", "]"));
    }

    // ---- frames

    @ParameterizedTest
    @EnumSource(Framing.class)
    void framesMayComeInAnyTwoPieces(Framing framing) {
        byte[] first = FrameCaller.frame(framing, call(1).getBytes(StandardCharsets.UTF_8));
        byte[] second = FrameCaller.frame(framing, call(2).getBytes(StandardCharsets.UTF_8));
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        for (int cut = 1; cut < both.length; cut++) {
            FakeRpcCaller split = new FakeRpcCaller(ECHO, LimitsConfig.DEFAULT, framing);
            split.sendsRaw(Arrays.copyOfRange(both, 0, cut));
            split.sendsRaw(Arrays.copyOfRange(both, cut, both.length));
            assertEquals(List.of(answer(1), answer(2)), split.answers(), "cut at " + cut);
        }
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void framesMayComeByteByByte(Framing framing) {
        FakeRpcCaller drip = new FakeRpcCaller(ECHO, LimitsConfig.DEFAULT, framing);
        for (byte b : FrameCaller.frame(framing, call(1).getBytes(StandardCharsets.UTF_8))) {
            drip.sendsRaw(new byte[] {b});
        }
        assertEquals(List.of(answer(1)), drip.answers());
    }

    @Test
    void whatIsNoJsonInASoundFrameIsAnsweredAndTheConnectionGoesOn() {
        caller.sends("{\"jsonrpc\": nonsense").sends(call(1));
        assertMatches(refusal(-32700, "bad_request"), caller.answers().get(0));
        held.answerAll();
        assertEquals(List.of(answer(1)), caller.answers());
        assertEquals(Outcome.BAD_REQUEST, caller.refused.get(0));
    }

    @Test
    void anOversizedFrameIsToldAndTheConnectionCloses() {
        caller.sends(call(1)).sends("x".repeat((1 << 20) + 1));
        assertMatches(refusal(-32013, "too_large"), caller.answers().get(0));
        assertFalse(caller.isClosed(), "what is on its way is answered first");
        held.answerAll();
        assertEquals(List.of(answer(1)), caller.answers());
        assertEquals(List.of(), caller.sends(call(2)).answers());
        assertTrue(caller.sendsNoMore().isClosed());
        assertEquals(1, held.began());
    }

    @Test
    void aFrameHoldsItsBytesUntilItsCallIsAnswered() {
        String large = "{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":[\"" + "x".repeat(50_000) + "\"],\"id\":1}";
        caller.sendsRaw(large.substring(0, 30_000));
        assertEquals(32_768, caller.bytes.current(), "as they come");
        caller.sendsRaw(large.substring(30_000) + "\n");
        assertEquals(53_248, caller.bytes.current(), "once, when it is whole");
        held.answerAll();
        assertEquals(1, caller.answers().size());
        assertEquals(0, caller.bytes.current());
    }

    @Test
    void aFrameThatThereIsNoRoomForIsRefused() {
        leavesRoomFor(40_000);
        String pad = "x".repeat(50_000);
        caller.sends(call(1)).sendsRaw("{\"jsonrpc\":\"2.0\",\"id\":2,\"params\":[\"" + pad);
        assertMatches(refusal(-32053, "overloaded"), caller.answers().get(0));
        assertFalse(caller.isClosed(), "what is on its way is answered first");
        held.answerAll();
        assertEquals(List.of(answer(1)), caller.answers());
        assertTrue(caller.sendsNoMore().isClosed());
        assertEquals(64 << 20, caller.bytes.current() + 40_000);
    }

    @Test
    void callsThatThereIsNoRoomForAreRefusedOneByOneAndOthersGoOn() {
        leavesRoomFor(40_000);
        String pad = ",\"pad\":\"" + "x".repeat(50_000) + "\"}";
        caller.sends(call(1).replace("}", pad));
        assertMatches(refusal(-32053, "overloaded"), caller.answers().get(0));
        caller.sends(call(2));
        held.answerAll();
        assertEquals(List.of(answer(2)), caller.answers());
        assertFalse(caller.isClosed());
    }

    @Test
    void eachCallTakesRoomHoweverFewItsBytes() {
        caller.sendsRaw(calls(0, 100));
        assertEquals(100, held.began());
        assertTrue(caller.bytes.current() > 100 * 1024, "calls " + caller.bytes.current());
        held.answerAll();
        assertEquals(100, caller.answers().size());
        assertEquals(0, caller.bytes.current());
    }

    @Test
    void manyCallsThatThereIsNoRoomForAreAllRefused() {
        leavesRoomFor(0);
        caller.sendsRaw(calls(0, 20));
        assertEquals(1, held.began(), "one small call is always taken");
        List<String> answers = caller.answers();
        assertEquals(19, answers.size());
        answers.forEach(answer -> assertMatches(refusal(-32053, "overloaded"), answer));
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void largeAnswersComeWholeWithOthersAroundThem(Framing framing) {
        FakeRpcCaller reading = new FakeRpcCaller(ECHO, LimitsConfig.DEFAULT, framing);
        String large = "[\"" + "x".repeat(100_000) + "\"," + " ".repeat(40_000) + "2]";
        reading.sends(call(1))
                .sends("{\"jsonrpc\":\"2.0\",\"method\":\"m\",\"params\":" + large + ",\"id\":7}")
                .sends(call(2));
        String whole = "{\"jsonrpc\":\"2.0\",\"result\":" + large + ",\"id\":7}";
        assertEquals(List.of(answer(1), whole, answer(2)), reading.answers());
    }

    @Test
    void aCallerThatGoesGivesAllItsBytesBack() {
        caller.sends(call(1)).sendsRaw("x".repeat(50_000)).resets();
        assertEquals(0, caller.bytes.current());
    }

    private void leavesRoomFor(int bytes) {
        assertTrue(caller.bytes.tryReserve(caller.bytes.max() - bytes));
    }

    @Test
    void aBrokenFramingIsToldAndTheConnectionCloses() {
        FakeRpcCaller broken = new FakeRpcCaller(held, LimitsConfig.DEFAULT, Framing.NETSTRING);
        broken.sendsRaw("what is this?");
        assertMatches(refusal(-32700, "bad_request"), broken.answers().get(0));
        broken.loop.pass(Duration.ofSeconds(3));
        assertTrue(broken.isClosed(), "a caller that does not close is not waited for long");
    }

    // ---- side by side

    @Test
    void callsGoOnSideBySideAndAreAnsweredAsTheyComplete() throws Exception {
        caller.sendsRaw(calls(1, 4));
        HeldCalls.Held one = held.next();
        HeldCalls.Held two = held.next();
        held.next().answer();
        assertEquals(List.of(answer(3)), caller.answers());
        two.answer();
        one.answer();
        assertEquals(List.of(answer(2), answer(1)), caller.answers());
    }

    @Test
    void whatComesUpInOneTurnLeavesInOneWrite() {
        caller.sendsRaw(calls(1, 21));
        held.answerAll();
        assertEquals(20, caller.answers().size());
        assertEquals(1, caller.writes());
    }

    @Test
    void aBatchIsAnsweredAsOneWhateverItsOrder() throws Exception {
        caller.sends(batch(1, 4));
        HeldCalls.Held one = held.next();
        held.next().answer();
        held.next().answer();
        assertEquals(List.of(), caller.answers());
        one.answer();
        assertEquals(List.of("[" + answer(1) + "," + answer(2) + "," + answer(3) + "]"), caller.answers());
    }

    @Test
    void overSoManyCallsReadingStopsUntilSomeAreAnswered() throws Exception {
        caller.sendsRaw(calls(0, 200));
        caller.sendsRaw(calls(200, 300));
        assertEquals(128, held.began());
        assertFalse(caller.isReadFrom());
        held.next().answer();
        assertEquals(1, caller.answers().size());
        assertEquals(129, held.began());
        for (int i = 1; i < 300; i++) {
            held.next().answer();
            caller.settle();
        }
        assertEquals(299, caller.answers().size());
        assertTrue(caller.isReadFrom());
    }

    @Test
    void membersOfBatchesCountAndABatchThatDoesNotFitWaits() throws Exception {
        caller.sends(batch(0, 100)).sends(batch(100, 200)).sends(call(200));
        assertEquals(16, held.began());
        assertFalse(caller.isReadFrom());
        for (int i = 0; i < 100; i++) {
            held.next().answer();
            caller.settle();
        }
        assertEquals(1, caller.answers().size());
        assertEquals(100 + 16 + 1, held.began());
    }

    @Test
    void aBatchLargerThanAllThereIsGoesAlone() throws Exception {
        LimitsConfig few = Limits.ofCallsPerConnection(10);
        FakeRpcCaller narrow = new FakeRpcCaller(held, few, Framing.NEWLINE);
        narrow.sends(call(0)).sends(batch(1, 13));
        assertEquals(1, held.began());
        held.next().answer();
        narrow.settle();
        assertEquals(13, held.began());
    }

    @Test
    void notificationsHaveNoAnswerAndGiveTheirPlaceBack() throws Exception {
        for (int i = 0; i < 200; i++) {
            caller.sends("{\"jsonrpc\":\"2.0\",\"method\":\"tell\"}");
        }
        assertEquals(128, held.began());
        for (int i = 0; i < 200; i++) {
            held.next().answer();
            caller.settle();
        }
        assertEquals(List.of(), caller.answers());
    }

    // ---- ends

    @Test
    void aHalfClosedCallerGetsEveryAnswer() throws Exception {
        caller.sendsRaw(calls(1, 3)).sendsNoMore();
        HeldCalls.Held one = held.next();
        held.next().answer();
        assertEquals(List.of(answer(2)), caller.answers());
        assertFalse(caller.isClosed());
        one.answer();
        assertEquals(List.of(answer(1)), caller.answers());
        assertTrue(caller.isClosed());
    }

    @Test
    void aLastLineWithoutItsEndIsAMessage() throws Exception {
        caller.sendsRaw(call(1)).sendsNoMore();
        held.next().answer();
        assertEquals(List.of(answer(1)), caller.answers());
    }

    @Test
    void aNotificationThenAFinIsNotCancelled() throws Exception {
        caller.sends("{\"jsonrpc\":\"2.0\",\"method\":\"tell\"}").sendsNoMore();
        HeldCalls.Held tell = held.next();
        assertFalse(tell.request().call().isCancelled());
        tell.answer();
        assertEquals(List.of(), caller.answers());
        assertTrue(caller.isClosed());
    }

    @Test
    void halfAMessageThenAFinIsToldSo() {
        caller.sendsRaw("{\"jsonrpc\":\"2.0\",").sendsNoMore();
        assertMatches(refusal(-32700, "bad_request"), caller.answers().get(0));
        assertTrue(caller.isClosed());
    }

    @Test
    void aLostCallerCancelsWhatItAsked() throws Exception {
        caller.sendsRaw(calls(1, 3));
        caller.resets();
        assertEquals(FailureKind.CLIENT_GONE, held.next().cancelled().kind());
        assertEquals(FailureKind.CLIENT_GONE, held.next().cancelled().kind());
        assertEquals(0, caller.connections.open());
    }

    // ---- time

    @Test
    void anIdleCallerIsClosed() {
        caller.loop.pass(Duration.ofMinutes(5).plusSeconds(3));
        assertTrue(caller.isClosed());
        assertFalse(caller.loop.hasTimeouts());
    }

    @Test
    void aCallerThatWaitsForItsAnswerIsNotIdle() throws Exception {
        caller.sends(call(1));
        caller.loop.pass(Duration.ofMinutes(6));
        held.next().answer();
        assertEquals(List.of(answer(1)), caller.answers());
    }

    @Test
    void aFrameMustNotDrip() {
        caller.sendsRaw("{\"jsonrpc\"");
        for (int i = 0; i < 12; i++) {
            caller.sendsRaw(" ");
            caller.loop.pass(Duration.ofSeconds(1));
        }
        caller.settle();
        assertTrue(caller.sendsNoMore().isClosed());
        assertEquals(0, held.began());
    }

    @Test
    void framesMayTakeTheirTimeOneByOne() {
        for (int i = 0; i < 12; i++) {
            caller.sendsRaw(i == 0 ? "{\"jsonrpc\":\"2.0\"," : "\"method\":\"m\"}\n{\"jsonrpc\":\"2.0\",");
            caller.loop.pass(Duration.ofSeconds(2));
        }
        assertEquals(11, held.began());
        assertFalse(caller.isClosed());
    }

    // ---- drain

    @Test
    void whileDrainingNewCallsAreRefusedAndTheLastAnswerCloses() throws Exception {
        caller.sends(call(1));
        CompletableFuture<Integer> closed =
                caller.open.close(Duration.ofSeconds(25).toNanos());
        caller.sends(call(2));
        assertMatches(refusal(-32053, "overloaded"), caller.answers().get(0));
        held.next().answer();
        assertEquals(List.of(answer(1)), caller.answers());
        assertTrue(caller.sendsNoMore().isClosed());
        assertEquals(0, closed.join());
        assertEquals(1, held.began());
    }

    @Test
    void whileDrainingAnIdleCallerIsToldOnceMoreThenClosed() {
        CompletableFuture<Integer> closed =
                caller.open.close(Duration.ofSeconds(25).toNanos());
        caller.sends(call(1));
        assertMatches(refusal(-32053, "overloaded"), caller.answers().get(0));
        caller.sendsNoMore();
        assertEquals(0, closed.join());
    }

    @Test
    void whileDrainingASilentCallerIsClosed() {
        CompletableFuture<Integer> closed =
                caller.open.close(Duration.ofSeconds(25).toNanos());
        caller.loop.pass(Duration.ofSeconds(4));
        assertEquals(0, closed.join());
    }

    @Test
    void whatTheDrainCutsIsCountedCallByCall() throws Exception {
        caller.sendsRaw(calls(1, 4));
        CompletableFuture<Integer> closed =
                caller.open.close(Duration.ofSeconds(1).toNanos());
        caller.loop.pass(Duration.ofSeconds(2));
        caller.settle();
        assertEquals(3, closed.join());
        List<String> answers = caller.answers();
        assertEquals(3, answers.size());
        answers.forEach(answer -> assertMatches(refusal(-32053, "overloaded"), answer));
        HeldCalls.Held cut = held.next();
        assertEquals(FailureKind.OVERLOADED, cut.cancelled().kind());
        assertEquals(Outcome.OVERLOADED, cut.request().call().outcome());
    }
}
