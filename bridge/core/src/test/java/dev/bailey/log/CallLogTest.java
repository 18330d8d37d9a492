package dev.bailey.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bailey.call.Call;
import dev.bailey.call.Delivery;
import dev.bailey.call.FakeLoop;
import dev.bailey.call.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CallLogTest {
    private final FakeLoop loop = new FakeLoop();
    private final List<CallLine> lines = new ArrayList<>();
    private final CallLog failures = new CallLog("ads.get", "facade", true, lines::add);

    @Test
    void aLineTellsHowTheCallEnded() {
        Call call = Call.on(loop);
        call.observer(failures);
        call.attemptStarts();
        call.delivered(Delivery.UNKNOWN);
        call.explain("the deadline of the call passed");
        loop.stall(Duration.ofMillis(12).plusNanos(500_000));
        call.end(Outcome.TIMEOUT);
        assertEquals(
                List.of(new CallLine(
                        "ads.get", "facade", "timeout", 12.5, "unknown", 1, 0, "the deadline of the call passed")),
                lines);
    }

    @Test
    void successIsWorthNoLineUnlessAllAre() {
        end(failures, Outcome.OK);
        end(failures, Outcome.ACCEPTED);
        assertEquals(List.of(), lines);
        CallLog all = new CallLog("ads.get", "facade", false, lines::add);
        end(all, Outcome.OK);
        end(all, Outcome.TIMEOUT);
        assertEquals(
                List.of("ok", "timeout"), lines.stream().map(CallLine::outcome).toList());
    }

    @Test
    void tenLinesASecondAreWrittenAndTheRestIsCounted() {
        for (int i = 0; i < 25; i++) {
            end(failures, Outcome.TIMEOUT);
            loop.stall(Duration.ofMillis(10));
        }
        assertEquals(10, lines.size());
        loop.stall(Duration.ofMillis(750));
        end(failures, Outcome.TIMEOUT);
        assertEquals(11, lines.size());
        assertEquals(15, lines.get(10).suppressed());
        end(failures, Outcome.TIMEOUT);
        assertEquals(0, lines.get(11).suppressed());
    }

    @Test
    void eachOutcomeHasItsOwnLimit() {
        for (int i = 0; i < 20; i++) {
            end(failures, Outcome.TIMEOUT);
            end(failures, Outcome.UNAVAILABLE);
        }
        assertEquals(20, lines.size());
    }

    @Test
    void eachRouteHasItsOwnLimit() {
        CallLog other = new CallLog("ads.list", "facade", true, lines::add);
        for (int i = 0; i < 20; i++) {
            end(failures, Outcome.TIMEOUT);
            end(other, Outcome.TIMEOUT);
        }
        assertEquals(20, lines.size());
    }

    @Test
    void aFloodOfAnHourIsBoundedAndFullyCounted() {
        for (int i = 0; i < 36_000; i++) {
            end(failures, Outcome.OVERLOADED);
            loop.stall(Duration.ofMillis(50));
        }
        loop.stall(Duration.ofSeconds(1));
        end(failures, Outcome.OVERLOADED);
        long suppressed = lines.stream().mapToLong(CallLine::suppressed).sum();
        assertEquals(36_001, lines.size() + suppressed);
        assertEquals(18_001, lines.size());
    }

    private void end(CallLog log, Outcome outcome) {
        Call call = Call.on(loop);
        call.observer(log);
        call.end(outcome);
    }
}
