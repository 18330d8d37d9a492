package dev.bailey.client.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.client.pool.FakeService.Mood;
import dev.bailey.config.PoolConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any order of events, drawn by lot from a seed: limits hold at every step, and in the end everyone was told, once. */
class PoolAtRandomTest {
    private static final int EVENTS = 1500;

    static List<Long> seeds() {
        return new Random(20261120).longs(60).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void limitsHoldAndNothingLeaks(long seed) {
        Scene scene = new Scene(seed);
        for (int i = 0; i < EVENTS; i++) {
            scene.event();
            scene.check();
        }
        scene.finish();
    }

    /**
     * Ordinary calls come all the time and some are never answered; whoever wants a connection of its own still has it, once
     * every call that was there before has come to its end.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void whoWantsToBeAloneIsNeverStarved(long seed) {
        Random random = new Random(seed);
        VirtualTime time = new VirtualTime(1 + random.nextInt(3), seed);
        PoolConfig config = new PoolConfig(
                1 + random.nextInt(3),
                0,
                8 + random.nextInt(24),
                1000,
                Duration.ofMillis(250),
                Duration.ofMillis(100),
                Duration.ofSeconds(4),
                Duration.ofMinutes(5));
        ConnectionPool<FakeConnection> pool = new ConnectionPool<>(
                new FakeService(), config, config.maxInFlight(), time.loops(), new SplittableRandom(seed), nanos -> {});
        List<FakeCall> shared = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            List<FakeCall> alone = new ArrayList<>();
            VirtualTime.Loop loop = time.loop(random.nextInt(time.loops().size()));
            time.on(loop, () -> alone.add(FakeCall.asks(pool, loop, true)));
            for (int i = 0; i < 20; i++) {
                shared.removeIf(call -> ends(call, time, random));
                for (VirtualTime.Loop any : time.loops()) {
                    time.on(any, () -> shared.add(FakeCall.asks(pool, any)));
                }
                time.pass(Duration.ofMillis(10));
            }
            FakeConnection own = alone.get(0).connection();
            time.on(own.loop(), () -> own.answer(alone.get(0)));
        }
    }

    /** One call in eight never gets an answer. */
    private static boolean ends(FakeCall call, VirtualTime time, Random random) {
        if (!call.told().equals(List.of("acquired"))) {
            return !call.isWaiting();
        }
        FakeConnection on = call.connection();
        boolean lost = random.nextInt(8) == 0;
        time.on(on.loop(), () -> {
            if (lost) {
                on.abandon(call);
            } else {
                on.answer(call);
            }
        });
        return true;
    }

    private static final class Scene {
        private final Random random;
        private final VirtualTime time;
        private final FakeService service = new FakeService();
        private final int maxConnections;
        private final int places;
        private final ConnectionPool<FakeConnection> pool;
        private final List<FakeCall> calls = new ArrayList<>();
        private int acquisitions;

        Scene(long seed) {
            random = new Random(seed);
            time = new VirtualTime(1 + random.nextInt(4), seed);
            maxConnections = 1 + random.nextInt(6);
            places = 1 + random.nextInt(5);
            PoolConfig config = new PoolConfig(
                    maxConnections,
                    random.nextInt(maxConnections + 1),
                    places,
                    random.nextInt(8),
                    Duration.ofMillis(50),
                    Duration.ofMillis(100),
                    Duration.ofMillis(200),
                    Duration.ofMillis(800));
            pool = new ConnectionPool<>(
                    service, config, places, time.loops(), new SplittableRandom(seed), nanos -> acquisitions++);
            time.on(time.loop(0), pool::start);
        }

        void event() {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> ask();
                case 3, 4 -> onSome(service.open(), this::answer);
                case 5 -> onSome(service.open(), this::abandon);
                case 6 -> onSome(service.open(), FakeConnection::answerLate);
                case 7 -> withdraw();
                case 8 -> rarely(service.open(), random.nextBoolean() ? FakeConnection::die : this::retire);
                case 9 -> thaw();
                case 10 -> changeMood();
                default -> time.pass(Duration.ofMillis(random.nextInt(60)));
            }
            for (int i = random.nextInt(6); i > 0; i--) {
                time.step();
            }
        }

        private void ask() {
            VirtualTime.Loop loop = time.loop(random.nextInt(time.loops().size()));
            boolean alone = random.nextInt(4) == 0;
            time.on(loop, () -> calls.add(FakeCall.asks(pool, loop, alone)));
        }

        private void answer(FakeConnection connection) {
            pick(connection.calls(), connection::answer);
        }

        private void abandon(FakeConnection connection) {
            // who is alone takes its connection along
            pick(connection.calls(), call -> {
                if (call.wantsAllPlaces()) {
                    connection.die();
                } else {
                    connection.abandon(call);
                }
            });
        }

        private void retire(FakeConnection connection) {
            connection.membership().retire();
        }

        private void withdraw() {
            List<FakeCall> waiting = calls.stream().filter(FakeCall::isWaiting).toList();
            pick(waiting, call -> time.on((VirtualTime.Loop) call.loop(), () -> call.withdraw(pool)));
        }

        private void thaw() {
            pick(
                    service.hanging(),
                    late -> time.on((VirtualTime.Loop) late.loop(), () -> service.thaw(late, random.nextBoolean())));
        }

        private void changeMood() {
            Mood[] moods = {Mood.ACCEPTS, Mood.ACCEPTS, Mood.ACCEPTS, Mood.REFUSES, Mood.ACCEPTS_AND_CLOSES, Mood.HANGS
            };
            service.now(moods[random.nextInt(moods.length)]);
        }

        private void rarely(List<FakeConnection> open, Consumer<FakeConnection> event) {
            if (random.nextInt(4) == 0) {
                onSome(open, event);
            }
        }

        private void onSome(List<FakeConnection> open, Consumer<FakeConnection> event) {
            pick(open, connection -> time.on(connection.loop(), () -> event.accept(connection)));
        }

        private <T> void pick(List<T> some, Consumer<T> event) {
            if (!some.isEmpty()) {
                event.accept(some.get(random.nextInt(some.size())));
            }
        }

        void check() {
            int all = pool.activeConnections() + pool.idleConnections() + pool.connectingConnections();
            assertTrue(all <= maxConnections, all + " connections");
            for (FakeConnection connection : service.open()) {
                assertTrue(connection.taken() <= places, connection.taken() + " places taken");
                boolean alone = connection.calls().stream().anyMatch(FakeCall::wantsAllPlaces);
                assertTrue(!alone || connection.taken() == 1, "somebody is not alone");
            }
            for (FakeCall call : calls) {
                assertTrue(call.told().size() <= 2, () -> call.told().toString());
            }
        }

        void finish() {
            service.now(Mood.ACCEPTS);
            time.pass(Duration.ofMillis(400));
            calls.forEach(call -> assertTrue(!call.isWaiting(), "somebody was forgotten"));
            calls.forEach(call -> assertTrue(
                    call.told().size() == 1 || call.told().equals(List.of("acquired", "answered")),
                    () -> call.told().toString()));
            for (FakeConnection connection : service.open()) {
                time.on(connection.loop(), () -> {
                    connection.calls().forEach(connection::answer);
                    while (connection.late() > 0) {
                        connection.answerLate();
                    }
                });
            }
            time.settle();
            assertEquals(0, pool.inFlight());
            assertEquals(0, pool.pending());
            assertEquals(calls.size(), acquisitions);
            var closing = pool.close().toCompletableFuture();
            time.settle();
            assertTrue(closing.isDone());
            while (!service.hanging().isEmpty()) {
                thaw();
            }
            time.settle();
            assertEquals(List.of(), service.open());
            assertEquals(0, pool.activeConnections() + pool.idleConnections() + pool.connectingConnections());
        }
    }
}
