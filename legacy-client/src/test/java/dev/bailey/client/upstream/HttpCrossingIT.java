package dev.bailey.client.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.FailureKind;
import dev.bailey.client.testing.EvilHttp;
import dev.bailey.client.testing.HttpCaller;
import dev.bailey.client.testing.ScriptedService;
import dev.bailey.client.testing.ServiceSettings;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ServiceConfig;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpReply;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * However a service misbehaves, nobody gets an answer that is not theirs, and every call ends. {@code -Dcrossing.calls=100000}
 * says how many are tried; {@code -Dcrossing.seconds} bounds the time.
 */
class HttpCrossingIT {
    private static final int CALLS = Integer.getInteger("crossing.calls", 100_000);
    private static final int SECONDS = Integer.getInteger("crossing.seconds", 30);
    private static final int AT_ONCE = 48;
    private static final long SEED = Long.getLong("crossing.seed", 42);

    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Map<FailureKind, Integer> failures = new ConcurrentHashMap<>();
    private final Map<String, String> crossed = new ConcurrentHashMap<>();
    private final CountDownLatch idle = new CountDownLatch(AT_ONCE);
    private final long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);

    @Test
    void answersNeverCross() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(EvilHttp.script(SEED))) {
            ServiceConfig config = ServiceSettings.pool(
                    ServiceSettings.http(service.httpUrl("")),
                    pool -> pool.maxConnections(24).maxPending(1000).acquireTimeout(Duration.ofSeconds(2)));
            try (HttpCaller caller = HttpCaller.of(config, LimitsConfig.DEFAULT, 2)) {
                for (int i = 0; i < AT_ONCE; i++) {
                    callOn(caller, new Random(SEED + i));
                }
                assertTrue(idle.await(SECONDS + 20, TimeUnit.SECONDS), idle.getCount() + " calls without an end");
                System.out.println(ended + " calls over " + service.accepted() + " connections: " + answered
                        + " answered, failed " + failures);
                assertEquals(Map.of(), crossed);
                assertEquals(Math.min(next.get(), CALLS), ended.get());
                assertTrue(answered.get() > ended.get() / 2, answered + " answered");
                // it was evil enough
                assertTrue(failures.getOrDefault(FailureKind.BAD_REPLY, 0) > 0, failures::toString);
                assertTrue(failures.getOrDefault(FailureKind.TIMEOUT, 0) > 0, failures::toString);
                assertTrue(failures.getOrDefault(FailureKind.UNAVAILABLE, 0) > 0, failures::toString);
            }
        }
    }

    /** One call after the other. */
    private void callOn(HttpCaller caller, Random random) {
        int number = System.nanoTime() < end ? next.getAndIncrement() : CALLS;
        if (number >= CALLS) {
            idle.countDown();
            return;
        }
        String nonce = "<" + number + ">";
        Duration deadline = Duration.ofMillis(random.nextInt(50) == 0 ? 10 : 5000);
        HttpCaller.Open call = random.nextBoolean()
                ? caller.send("GET", "/", Headers.of("X-Nonce", nonce), "", deadline)
                : caller.send("POST", "/", Headers.of("X-Nonce", nonce), "x".repeat(random.nextInt(3000)), deadline);
        call.reply().whenComplete((reply, bug) -> {
            check(nonce, reply);
            callOn(caller, random);
        });
    }

    private void check(String nonce, HttpReply reply) {
        ended.incrementAndGet();
        if (reply instanceof HttpReply.Failed failed) {
            failures.merge(failed.failure().kind(), 1, Integer::sum);
        } else if (reply instanceof HttpReply.Answer answer
                && answer.body().toString().equals(EvilHttp.answer(nonce))) {
            answered.incrementAndGet();
        } else {
            crossed.put(nonce, String.valueOf(reply));
        }
    }
}
