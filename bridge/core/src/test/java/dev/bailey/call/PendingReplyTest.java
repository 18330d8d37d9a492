package dev.bailey.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the stage is, layers see the same. */
final class PendingReplyTest {
    private final List<String> seen = new ArrayList<>();

    static Stream<CompletableFuture<String>> stages() {
        return Stream.of(new PendingReply<>(), new CompletableFuture<>());
    }

    private CompletionStage<String> watched(CompletionStage<String> stage, String name) {
        return PendingReply.watch(stage, (reply, thrown) -> seen.add(name + " " + (thrown == null ? reply : "thrown")));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void stepsAreTakenInTheirOrderAndBeforeWhatDepends(CompletableFuture<String> reply) {
        CompletionStage<String> last = watched(reply, "inner");
        last = PendingReply.replace(last, (done, thrown) -> done + "!");
        last = watched(last, "outer");
        CompletionStage<Integer> length = PendingReply.map(last, String::length);
        length.thenAccept(known -> seen.add("host " + known));
        reply.complete("ok");
        assertEquals(List.of("inner ok", "outer ok!", "host 3"), seen);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void anExceptionPassesUntilAStepPutsAReplyInItsPlace(CompletableFuture<String> reply) {
        CompletionStage<String> last = watched(PendingReply.map(reply, String::trim), "inner");
        last = PendingReply.compose(last, done -> CompletableFuture.completedFuture("never"));
        last = PendingReply.replace(last, (done, thrown) -> thrown == null ? "well" : "mended");
        last = watched(last, "outer");
        reply.completeExceptionally(new IllegalStateException("bug"));
        assertEquals(List.of("inner thrown", "outer mended"), seen);
        assertEquals("mended", last.toCompletableFuture().join());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void whatAStepThrowsIsThrownFromThere(CompletableFuture<String> reply) {
        CompletionStage<String> last = PendingReply.map(reply, done -> {
            throw new IllegalStateException("bug");
        });
        last = watched(last, "outer");
        reply.complete("ok");
        assertEquals(List.of("outer thrown"), seen);
        assertTrue(last.toCompletableFuture().isCompletedExceptionally());
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aReplyMayBeFollowedByAnother(CompletableFuture<String> reply) {
        CompletableFuture<String> second = new CompletableFuture<>();
        CompletionStage<String> last = PendingReply.compose(reply, done -> done.equals("again") ? second : reply);
        watched(last, "outer");
        reply.complete("again");
        assertEquals(List.of(), seen);
        second.complete("second");
        assertEquals(List.of("outer second"), seen);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aReplyMayStayAsItIs(CompletableFuture<String> reply) {
        watched(PendingReply.compose(reply, done -> reply), "outer");
        reply.complete("first");
        assertEquals(List.of("outer first"), seen);
    }

    @ParameterizedTest
    @MethodSource("stages")
    void whatIsDoneAlreadyTakesStepsToo(CompletableFuture<String> reply) {
        reply.complete("ok");
        watched(PendingReply.replace(reply, (done, thrown) -> "late " + done), "outer");
        assertEquals(List.of("outer late ok"), seen);
    }

    @Test
    void onlyTheFirstEndCounts() {
        PendingReply<String> reply = new PendingReply<>();
        CompletionStage<String> last = watched(reply, "once");
        assertTrue(reply.complete("first"));
        assertFalse(reply.complete("second"));
        assertFalse(reply.completeExceptionally(new IllegalStateException("third")));
        assertEquals(List.of("once first"), seen);
        assertSame(reply, last);
    }

    @Test
    void hostsGetAStageLikeAnyOther() {
        PendingReply<String> reply = new PendingReply<>();
        CompletableFuture<String> theirs = reply.thenApply(done -> done + "?").toCompletableFuture();
        assertNotSame(reply, theirs);
        reply.completeExceptionally(new IllegalStateException("bug"));
        assertEquals(
                CompletionException.class,
                theirs.handle((done, thrown) -> thrown.getClass()).join());
    }
}
