package dev.bailey.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The ledger sees each way in which a promise can break: a gate that cannot fail is none. */
class LedgerTest {
    private final Ledger ledger = new Ledger(1, 100);

    @Test
    void aGoodCallIsNothingToReport() {
        end(execute(ledger.begin(Kind.ONCE)), End.OK);
        Report report = ledger.report();
        assertEquals(
                0, report.mixedUp() + report.lost() + report.endedTwice() + report.repeated() + report.unexecuted());
    }

    @Test
    void anAnswerOfAnotherCallIsAMixUp() {
        int mine = ledger.begin(Kind.ONCE);
        int other = ledger.begin(Kind.ONCE);
        Seen seen = new Seen();
        byte[] answer =
                Answers.object(ledger.nonces().of(other), other).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        seen.read(answer, 0, answer.length);
        assertEquals(End.MIXED_UP, seen.judge(ledger.nonces().of(mine), mine, ledger.nonces(), false));
        assertEquals(End.OK, seen.judge(ledger.nonces().of(other), other, ledger.nonces(), false));
    }

    @Test
    void aSpliceOfTwoAnswersIsAMixUp() {
        int mine = 7;
        String word = ledger.nonces().of(mine);
        String pad = word.repeat(3) + ledger.nonces().of(8) + word.repeat(3);
        byte[] answer = ("{\"nonce\":\"" + word + "\",\"pad\":\"" + pad + "\"}")
                .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Seen seen = new Seen();
        seen.read(answer, 0, answer.length);
        assertEquals(End.MIXED_UP, seen.judge(word, mine, ledger.nonces(), false));
    }

    @Test
    void callsWithoutAnEndAndWithTwoAreSeen() {
        ledger.begin(Kind.ONCE);
        int twice = execute(ledger.begin(Kind.ONCE));
        end(twice, End.OK);
        end(twice, End.FAILED);
        assertEquals(1, ledger.report().lost());
        assertEquals(1, ledger.report().endedTwice());
    }

    @Test
    void executionsAreCountedByKind() {
        end(execute(execute(ledger.begin(Kind.IDEMPOTENT))), End.OK);
        assertEquals(0, ledger.report().repeated());
        end(execute(execute(ledger.begin(Kind.ONCE))), End.OK);
        assertEquals(1, ledger.report().repeated());
    }

    @Test
    void anAnswerThatNobodyExecutedIsSeen() {
        end(ledger.begin(Kind.ONCE), End.OK);
        end(ledger.begin(Kind.NOTIFICATION), End.ACCEPTED);
        assertEquals(1, ledger.report().unexecuted());
        assertEquals(1, ledger.report().unwritten());
    }

    private int execute(int call) {
        return ledger.executed(ledger.nonces().of(call));
    }

    private void end(int call, End end) {
        ledger.ended(call, end, "");
    }
}
