package dev.bailey.client.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.client.pool.FakeService.Mood;
import dev.bailey.config.PoolConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {
    private final VirtualTime time = new VirtualTime(2, 1);
    private final FakeService service = new FakeService();

    private ConnectionPool<FakeConnection> pool(int maxConnections, int minIdle, int places, int maxPending) {
        PoolConfig config = new PoolConfig(
                maxConnections,
                minIdle,
                places,
                maxPending,
                Duration.ofMillis(250),
                Duration.ofSeconds(1),
                Duration.ofSeconds(4),
                Duration.ofMinutes(5));
        return new ConnectionPool<>(service, config, places, time.loops(), new SplittableRandom(7), nanos -> {});
    }

    private FakeCall ask(ConnectionPool<FakeConnection> pool, int loop) {
        List<FakeCall> asked = new ArrayList<>();
        time.on(time.loop(loop), () -> asked.add(FakeCall.asks(pool, time.loop(loop))));
        return asked.get(0);
    }

    /** Asks, and lets happen what follows at once. */
    private FakeCall call(ConnectionPool<FakeConnection> pool, int loop) {
        FakeCall call = ask(pool, loop);
        time.settle();
        return call;
    }

    private FakeCall callAlone(ConnectionPool<FakeConnection> pool, int loop) {
        List<FakeCall> asked = new ArrayList<>();
        time.on(time.loop(loop), () -> asked.add(FakeCall.asks(pool, time.loop(loop), true)));
        time.settle();
        return asked.get(0);
    }

    private void answer(FakeCall call) {
        time.on(call.connection().loop(), () -> call.connection().answer(call));
        time.settle();
    }

    private static void assertRefused(FakeCall call, FailureKind kind, String detail) {
        assertEquals(new Failure(kind, detail, Delivery.NOT_SENT), call.refusal());
    }

    @Test
    void theFirstCallOpensAConnectionOfItsOwnLoop() {
        ConnectionPool<FakeConnection> pool = pool(8, 0, 64, 128);
        FakeCall call = call(pool, 1);
        assertSame(time.loop(1), call.connection().loop());
        assertEquals(1, service.attempts());
    }

    @Test
    void callsFillAConnectionBeforeAnotherOneIsOpened() {
        ConnectionPool<FakeConnection> pool = pool(8, 0, 3, 128);
        FakeCall first = call(pool, 0);
        assertSame(first.connection(), call(pool, 0).connection());
        assertSame(first.connection(), call(pool, 0).connection());
        assertEquals(1, service.attempts());
        assertNotSame(first.connection(), call(pool, 0).connection());
        assertEquals(2, service.attempts());
    }

    @Test
    void aPlaceThatGotFreeOnAFullConnectionIsTakenFirst() {
        ConnectionPool<FakeConnection> pool = pool(8, 0, 2, 128);
        FakeCall first = call(pool, 0);
        call(pool, 0);
        call(pool, 0);
        answer(first);
        assertSame(first.connection(), call(pool, 0).connection());
    }

    @Test
    void eachLoopGetsAConnectionOfItsOwnAndUsesTheOthersUntilItStands() {
        ConnectionPool<FakeConnection> pool = pool(8, 0, 64, 128);
        FakeCall first = call(pool, 0);
        FakeCall hopping = ask(pool, 1);
        assertSame(first.connection(), hopping.connection());
        time.settle();
        assertSame(time.loop(1), call(pool, 1).connection().loop());
        assertEquals(2, service.attempts());
    }

    @Test
    void callsHopWhenNoMoreConnectionsMayBeOpened() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 64, 128);
        FakeCall first = call(pool, 0);
        assertSame(first.connection(), call(pool, 1).connection());
        assertEquals(1, service.attempts());
    }

    @Test
    void whoWantsToBeAloneGetsAConnectionThatCarriesNothingElse() {
        ConnectionPool<FakeConnection> pool = pool(8, 0, 64, 128);
        FakeCall shared = call(pool, 0);
        FakeCall alone = callAlone(pool, 0);
        assertNotSame(shared.connection(), alone.connection());
        assertSame(shared.connection(), call(pool, 0).connection());
        assertEquals(3, pool.inFlight());
        answer(alone);
        assertSame(alone.connection(), callAlone(pool, 0).connection());
        assertEquals(2, service.attempts());
    }

    @Test
    void whoWantsToBeAloneWaitsForAConnectionThatCarriesNothing() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 64, 128);
        FakeCall first = call(pool, 0);
        FakeCall second = call(pool, 0);
        FakeCall alone = callAlone(pool, 0);
        answer(first);
        assertTrue(alone.isWaiting());
        answer(second);
        assertSame(second.connection(), alone.connection());
        FakeCall shared = call(pool, 0);
        assertTrue(shared.isWaiting());
        answer(alone);
        assertSame(alone.connection(), shared.connection());
    }

    @Test
    void whoWantsToBeAloneOpensAsManyConnectionsAsItNeeds() {
        ConnectionPool<FakeConnection> pool = pool(3, 0, 64, 128);
        FakeCall one = callAlone(pool, 0);
        FakeCall other = callAlone(pool, 0);
        assertNotSame(one.connection(), other.connection());
        callAlone(pool, 0);
        FakeCall late = callAlone(pool, 0);
        assertTrue(late.isWaiting());
        assertEquals(1, pool.pending());
        time.pass(Duration.ofMillis(260));
        assertEquals(FailureKind.OVERLOADED, late.refusal().kind());
        assertEquals(3, service.attempts());
    }

    @Test
    void whoWantsToBeAloneAndDoesNotCareAnyMoreLeavesTheQueue() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 64, 128);
        callAlone(pool, 0);
        FakeCall late = callAlone(pool, 0);
        time.on(time.loop(0), () -> late.withdraw(pool));
        assertEquals(List.of("withdrawn"), late.told());
        assertEquals(0, pool.pending());
    }

    @Test
    void callsThatCameLaterDoNotKeepOneWaitingWhoWantsToBeAlone() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 64, 128);
        FakeCall first = call(pool, 0);
        FakeCall alone = callAlone(pool, 0);
        FakeCall later = call(pool, 1);
        assertTrue(later.isWaiting());
        answer(first);
        assertSame(first.connection(), alone.connection());
        assertTrue(later.isWaiting());
        answer(alone);
        assertSame(alone.connection(), later.connection());
    }

    @Test
    void callsThatCameEarlierGoBeforeOneWhoWantsToBeAlone() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 2, 128);
        FakeCall first = call(pool, 0);
        FakeCall second = call(pool, 0);
        FakeCall earlier = call(pool, 0);
        time.pass(Duration.ofMillis(10));
        FakeCall alone = callAlone(pool, 0);
        answer(first);
        assertSame(second.connection(), earlier.connection());
        answer(second);
        answer(earlier);
        assertSame(second.connection(), alone.connection());
    }

    @Test
    void onlyOneConnectionIsKeptFreeForWhoWantsToBeAlone() {
        ConnectionPool<FakeConnection> pool = pool(2, 0, 2, 128);
        FakeCall full = call(pool, 0);
        call(pool, 0);
        FakeCall emptier = call(pool, 0);
        FakeCall alone = callAlone(pool, 0);
        FakeCall later = call(pool, 0);
        assertTrue(later.isWaiting());
        answer(full);
        assertSame(full.connection(), later.connection());
        assertTrue(alone.isWaiting());
        answer(emptier);
        assertSame(emptier.connection(), alone.connection());
    }

    @Test
    void whoWantsToBeAloneAndGivesUpLeavesItsConnectionToTheOthers() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 64, 128);
        FakeCall first = call(pool, 0);
        FakeCall alone = callAlone(pool, 0);
        FakeCall later = call(pool, 0);
        time.on(time.loop(0), () -> alone.withdraw(pool));
        time.settle();
        assertSame(first.connection(), later.connection());
        assertSame(first.connection(), call(pool, 0).connection());
    }

    @Test
    void repliesThatNeverComeMakeRoomForOneWhoWantsToBeAlone() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 64, 128);
        FakeCall lost = call(pool, 0);
        FakeCall other = call(pool, 0);
        FakeConnection held = lost.connection();
        time.on(held.loop(), () -> held.abandon(lost));
        FakeCall alone = callAlone(pool, 0);
        assertTrue(held.isOpen(), "somebody waits there");
        answer(other);
        assertFalse(held.isOpen());
        assertNotSame(held, alone.connection());
        assertEquals(2, service.attempts());
    }

    @Test
    void aPlaceThatIsHeldIsInFlightAndItsConnectionActive() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 64, 128);
        FakeCall given = call(pool, 0);
        FakeConnection connection = given.connection();
        time.on(connection.loop(), () -> connection.abandon(given));
        assertEquals(1, pool.inFlight());
        assertEquals(1, pool.activeConnections());
        assertEquals(0, pool.idleConnections());
        time.on(connection.loop(), connection::answerLate);
        assertEquals(0, pool.inFlight());
        assertEquals(1, pool.idleConnections());
    }

    @Test
    void aPlaceThatIsHeldIsNotInFlightAnyMoreWhenItsConnectionIsGone() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 64, 128);
        FakeCall given = call(pool, 0);
        FakeConnection connection = given.connection();
        time.on(connection.loop(), () -> connection.abandon(given));
        time.on(connection.loop(), connection::die);
        assertEquals(0, pool.inFlight());
    }

    @Test
    void whoWaitedLongestIsServedFirst() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 1, 128);
        FakeCall running = call(pool, 0);
        FakeCall second = call(pool, 1);
        FakeCall third = call(pool, 0);
        answer(running);
        assertEquals(List.of("acquired"), second.told());
        assertTrue(third.isWaiting());
        answer(second);
        assertEquals(List.of("acquired"), third.told());
    }

    @Test
    void aFullQueueRefusesAtOnce() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 1, 2);
        call(pool, 0);
        call(pool, 0);
        call(pool, 0);
        FakeCall tooMany = call(pool, 0);
        assertRefused(
                tooMany, FailureKind.OVERLOADED, "all connections to the service are taken and 2 calls wait for one");
        assertEquals(2, pool.pending());
    }

    @Test
    void callsThatWaitForPlacesBeingOpenedAreNoQueue() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 4, 0);
        List<FakeCall> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(ask(pool, 0));
        }
        time.settle();
        calls.subList(0, 4).forEach(call -> assertEquals(List.of("acquired"), call.told()));
        assertEquals(FailureKind.OVERLOADED, calls.get(4).refusal().kind());
    }

    @Test
    void waitingIsBoundedInTime() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 1, 128);
        call(pool, 0);
        FakeCall waiting = call(pool, 1);
        time.pass(Duration.ofMillis(240));
        assertTrue(waiting.isWaiting());
        time.pass(Duration.ofMillis(30));
        assertRefused(waiting, FailureKind.OVERLOADED, "no connection to the service was free within 250 ms");
    }

    @Test
    void whoWithdrawsLeavesTheQueue() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 1, 128);
        FakeCall running = call(pool, 0);
        FakeCall leaving = call(pool, 0);
        FakeCall staying = call(pool, 0);
        time.on(time.loop(0), () -> leaving.withdraw(pool));
        assertEquals(1, pool.pending());
        answer(running);
        assertEquals(List.of("withdrawn"), leaving.told());
        assertEquals(List.of("acquired"), staying.told());
        time.pass(Duration.ofSeconds(1));
        assertEquals(List.of("withdrawn"), leaving.told());
    }

    @Test
    void aFailedConnectFailsThoseThatWaitForIt() {
        service.now(Mood.REFUSES);
        ConnectionPool<FakeConnection> pool = pool(8, 0, 1, 128);
        FakeCall call = call(pool, 0);
        assertRefused(call, FailureKind.UNAVAILABLE, "refused");
        assertEquals(0, call.waited());
        assertFalse(pool.up());
    }

    @Test
    void aFailedConnectHurtsNobodyWhoCanStillBeServed() {
        ConnectionPool<FakeConnection> pool = pool(8, 0, 1, 128);
        FakeCall running = call(pool, 0);
        service.now(Mood.REFUSES);
        FakeCall waiting = call(pool, 0);
        assertTrue(waiting.isWaiting());
        answer(running);
        assertSame(running.connection(), waiting.connection());
    }

    @Test
    void duringAnOutageCallsFailFastAndAttemptsAreFew() {
        service.now(Mood.REFUSES);
        ConnectionPool<FakeConnection> pool = pool(8, 0, 64, 128);
        List<FakeCall> calls = new ArrayList<>();
        for (int ms = 0; ms < 2000; ms += 10) {
            for (int i = 0; i < 5; i++) {
                calls.add(call(pool, i % 2));
            }
            time.pass(Duration.ofMillis(10));
        }
        time.pass(Duration.ofMillis(250));
        for (FakeCall call : calls) {
            assertEquals(FailureKind.UNAVAILABLE, call.refusal().kind());
            assertTrue(call.waited() <= Duration.ofMillis(120).toNanos(), "waited " + call.waited());
        }
        assertTrue(service.attempts() <= 45, service.attempts() + " attempts in two seconds");
    }

    @Test
    void theFirstCallAfterAnOutageIsServed() {
        service.now(Mood.REFUSES);
        ConnectionPool<FakeConnection> pool = pool(8, 0, 64, 128);
        for (int i = 0; i < 20; i++) {
            call(pool, 0);
            time.pass(Duration.ofMillis(100));
        }
        service.now(Mood.ACCEPTS);
        FakeCall call = call(pool, 0);
        time.pass(Duration.ofMillis(110));
        assertEquals(List.of("acquired"), call.told());
        assertTrue(pool.up());
    }

    @Test
    void aServiceThatIsBackIsSeenWithinTwoSecondsWithoutAnyCall() {
        service.now(Mood.REFUSES);
        ConnectionPool<FakeConnection> pool = pool(8, 3, 64, 128);
        time.on(time.loop(0), pool::start);
        time.pass(Duration.ofSeconds(30));
        assertFalse(pool.up());
        assertTrue(service.attempts() <= 40, service.attempts() + " attempts in thirty seconds");
        service.now(Mood.ACCEPTS);
        time.pass(Duration.ofSeconds(2));
        assertTrue(pool.up());
        assertEquals(3, pool.idleConnections());
    }

    @Test
    void aServiceThatAcceptsAndClosesIsAnOutageToo() {
        service.now(Mood.ACCEPTS_AND_CLOSES);
        ConnectionPool<FakeConnection> pool = pool(8, 0, 1, 128);
        for (int ms = 0; ms < 1000; ms += 10) {
            call(pool, 0);
            time.pass(Duration.ofMillis(10));
        }
        assertTrue(service.attempts() <= 30, service.attempts() + " attempts in one second");
        assertFalse(pool.up());
    }

    @Test
    void anAttemptThatHangsFailsAfterConnectTimeoutAndItsLateConnectionIsClosed() {
        service.now(Mood.HANGS);
        ConnectionPool<FakeConnection> pool = pool(8, 0, 64, 128);
        call(pool, 0);
        time.pass(Duration.ofMillis(1100));
        assertEquals(0, pool.connectingConnections());
        assertFalse(pool.up());
        Membership<FakeConnection> late = service.hanging().get(0);
        time.on(time.loop(0), () -> service.thaw(late, true));
        time.settle();
        assertEquals(List.of(), service.open());
    }

    @Test
    void anUnreachableServiceIsNoQueue() {
        service.now(Mood.HANGS);
        ConnectionPool<FakeConnection> pool = pool(8, 0, 64, 128);
        FakeCall first = call(pool, 0);
        time.pass(Duration.ofMillis(1100));
        assertEquals(FailureKind.OVERLOADED, first.refusal().kind());
        FakeCall later = call(pool, 0);
        time.pass(Duration.ofMillis(300));
        assertRefused(later, FailureKind.UNAVAILABLE, "the service cannot be reached");
    }

    @Test
    void idleConnectionsGoAndTheMinimumStays() {
        ConnectionPool<FakeConnection> pool = pool(8, 1, 1, 128);
        time.on(time.loop(0), pool::start);
        time.settle();
        assertEquals(1, pool.idleConnections());
        FakeCall first = call(pool, 0);
        FakeCall second = call(pool, 0);
        FakeCall third = call(pool, 0);
        answer(first);
        answer(second);
        answer(third);
        assertEquals(3, pool.idleConnections());
        time.pass(Duration.ofMillis(4100));
        assertEquals(1, pool.idleConnections());
        time.pass(Duration.ofSeconds(60));
        assertEquals(1, pool.idleConnections());
        assertEquals(1, service.open().size());
    }

    @Test
    void aConnectionInUseIsNotIdle() {
        ConnectionPool<FakeConnection> pool = pool(8, 0, 64, 128);
        FakeCall call = call(pool, 0);
        time.pass(Duration.ofSeconds(20));
        assertTrue(call.connection().isOpen());
    }

    @Test
    void anOldConnectionTakesNoNewCallsAndClosesAfterItsLast() {
        ConnectionPool<FakeConnection> pool = pool(8, 0, 64, 128);
        FakeCall old = call(pool, 0);
        time.pass(Duration.ofSeconds(331));
        FakeCall fresh = call(pool, 0);
        assertNotSame(old.connection(), fresh.connection());
        assertTrue(old.connection().isOpen());
        answer(old);
        assertFalse(old.connection().isOpen());
    }

    @Test
    void lifetimesAreJittered() {
        ConnectionPool<FakeConnection> pool = pool(8, 8, 64, 128);
        time.on(time.loop(0), pool::start);
        time.pass(Duration.ofSeconds(269));
        assertEquals(8, service.attempts());
        time.pass(Duration.ofSeconds(31));
        int some = service.attempts();
        assertTrue(some > 8 && some < 16, some + " attempts");
        time.pass(Duration.ofSeconds(31));
        assertEquals(16, service.attempts());
        assertEquals(8, pool.idleConnections());
    }

    @Test
    void aCallThatWasGivenUpKeepsItsPlaceUntilItsLateReply() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 4, 128);
        FakeCall given = call(pool, 0);
        FakeConnection connection = given.connection();
        call(pool, 0);
        call(pool, 0);
        call(pool, 0);
        time.on(connection.loop(), () -> connection.abandon(given));
        FakeCall waiting = call(pool, 0);
        assertTrue(waiting.isWaiting());
        time.on(connection.loop(), connection::answerLate);
        time.settle();
        assertSame(connection, waiting.connection());
    }

    @Test
    void aConnectionWithHalfItsPlacesHeldIsRetired() {
        ConnectionPool<FakeConnection> pool = pool(2, 0, 4, 128);
        FakeCall first = call(pool, 0);
        FakeCall second = call(pool, 0);
        FakeCall third = call(pool, 0);
        FakeConnection clogged = first.connection();
        time.on(clogged.loop(), () -> clogged.abandon(first));
        assertSame(clogged, call(pool, 0).connection());
        time.on(clogged.loop(), () -> clogged.abandon(second));
        assertNotSame(clogged, call(pool, 0).connection());
        assertTrue(clogged.isOpen());
        for (FakeCall call : clogged.calls()) {
            answer(call);
        }
        assertEquals(List.of("acquired", "answered"), third.told());
        assertFalse(clogged.isOpen());
    }

    @Test
    void withOneCallAtATimeADeadlineClosesTheConnection() {
        ConnectionPool<FakeConnection> pool = pool(2, 0, 1, 128);
        FakeCall call = call(pool, 0);
        time.on(call.connection().loop(), () -> call.connection().abandon(call));
        assertFalse(call.connection().isOpen());
    }

    @Test
    void theServiceIsLookedAtNowAndThenWhileNobodyCalls() {
        ConnectionPool<FakeConnection> pool = pool(8, 0, 64, 128);
        assertFalse(pool.up());
        time.on(time.loop(0), pool::start);
        time.settle();
        assertTrue(pool.up());
        time.pass(Duration.ofMinutes(1));
        assertTrue(service.attempts() >= 6 && service.attempts() <= 9, service.attempts() + " attempts a minute");
        service.now(Mood.REFUSES);
        time.pass(Duration.ofSeconds(11));
        assertFalse(pool.up());
    }

    @Test
    void closingRefusesWaitersAndClosesConnections() {
        ConnectionPool<FakeConnection> pool = pool(1, 0, 1, 128);
        FakeCall running = call(pool, 0);
        FakeCall waiting = call(pool, 1);
        var closing = pool.close().toCompletableFuture();
        time.settle();
        assertTrue(closing.isDone());
        assertFalse(running.connection().isOpen());
        assertEquals(FailureKind.UNAVAILABLE, waiting.refusal().kind());
        assertEquals(FailureKind.UNAVAILABLE, call(pool, 0).refusal().kind());
        time.pass(Duration.ofSeconds(30));
        assertEquals(1, service.attempts());
    }
}
