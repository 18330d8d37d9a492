package dev.bailey.client.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Timeout;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VertxEventLoopsTest {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(3));
    private final VertxEventLoops loops = VertxEventLoops.of(vertx);
    private final BlockingQueue<String> expired = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private final class Named extends Timeout {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        protected void expire() {
            expired.add(name);
        }
    }

    private static <T> T on(VertxEventLoop loop, Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, loop)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private String next() throws InterruptedException {
        return String.valueOf(expired.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void eachThreadIsOneLoopWhateverTheContext() {
        assertEquals(3, loops.size());
        for (VertxEventLoop loop : loops.all()) {
            assertSame(loop, on(loop, loops::current));
            assertSame(loop, loops.of(loop.context()));
            assertTrue(on(loop, loop::inLoop));
        }
        Context other = vertx.getOrCreateContext();
        CompletableFuture<VertxEventLoop> there = new CompletableFuture<>();
        other.runOnContext(here -> there.complete(loops.current()));
        assertSame(loops.of(other), there.orTimeout(20, TimeUnit.SECONDS).join());
        assertThrows(NoSuchElementException.class, loops::current);
    }

    @Test
    void oneLoopComesAfterTheOther() {
        assertEquals(loops.all(), List.of(loops.next(), loops.next(), loops.next()));
        assertSame(loops.all().get(0), loops.next());
    }

    @Test
    void timeoutsExpireInTheirOrderHoweverTheyWereScheduled() throws Exception {
        VertxEventLoop loop = loops.next();
        Named cancelled = new Named("cancelled");
        long start = System.nanoTime();
        loop.execute(() -> {
            loop.schedule(new Named("third"), Duration.ofMillis(300).toNanos());
            loop.schedule(cancelled, Duration.ofMillis(200).toNanos());
            loop.schedule(new Named("second"), Duration.ofMillis(120).toNanos());
            loop.schedule(new Named("first"), Duration.ofMillis(30).toNanos());
            cancelled.cancel();
        });
        assertEquals("first", next());
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(30).toNanos());
        assertEquals("second", next());
        assertEquals("third", next());
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(300).toNanos());
        assertEquals(0, expired.size());
    }

    @Test
    void whatExpiresMayScheduleTheNext() throws Exception {
        VertxEventLoop loop = loops.next();
        Timeout repeating = new Timeout() {
            private int times;

            @Override
            protected void expire() {
                expired.add("time " + ++times);
                if (times < 3) {
                    loop.schedule(this, 0);
                }
            }
        };
        loop.execute(() -> loop.schedule(repeating, 0));
        assertEquals("time 1", next());
        assertEquals("time 2", next());
        assertEquals("time 3", next());
    }
}
