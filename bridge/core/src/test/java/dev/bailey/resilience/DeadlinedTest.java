package dev.bailey.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bailey.call.Call;
import dev.bailey.call.Failure;
import dev.bailey.call.FakeLoop;
import dev.bailey.call.Handler;
import dev.bailey.call.Request;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class DeadlinedTest {
    private record Asked(Call call) implements Request {}

    private final FakeLoop loop = new FakeLoop();
    private final Asked asked = new Asked(Call.on(loop));
    private final CompletableFuture<String> reply = new CompletableFuture<>();

    @Test
    void theCallIsCancelledWhenItsTimeIsOver() {
        CompletableFuture<String> told = deadlined(request -> {
                    request.call()
                            .onCancel(() -> reply.complete(
                                    request.call().cancellation().kind().name()));
                    return reply;
                })
                .handle(asked)
                .toCompletableFuture();
        loop.advance(Duration.ofMillis(99));
        assertFalse(told.isDone());
        loop.advance(Duration.ofMillis(11));
        assertEquals("TIMEOUT", told.join());
        assertFalse(loop.hasTimeouts());
    }

    @Test
    void anAnswerStopsTheDeadline() {
        deadlined(request -> reply).handle(asked);
        reply.complete("done");
        assertFalse(loop.hasTimeouts());
    }

    @Test
    void anExceptionStopsTheDeadline() {
        deadlined(request -> reply).handle(asked);
        reply.completeExceptionally(new IllegalStateException());
        assertFalse(loop.hasTimeouts());
    }

    @Test
    void anExceptionThrownStopsTheDeadline() {
        Handler<Asked, String> throwing = deadlined(request -> {
            throw new IllegalStateException();
        });
        assertThrows(IllegalStateException.class, () -> throwing.handle(asked));
        assertFalse(loop.hasTimeouts());
    }

    private static Handler<Asked, String> deadlined(Handler<Asked, String> next) {
        return new Deadlined<>(Duration.ofMillis(100), Failure::detail, next);
    }
}
