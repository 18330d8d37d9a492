package dev.bailey.load.verdict;

import java.util.List;

/**
 * May the sidecar go?
 *
 * @param reasons for people, the most telling first; at least one
 * @param aaPasses whether direct, compared with itself, came out equal within the budgets
 * @param sidecarWithinBudget whether the sidecar's own differences stay within its budgets; decides nothing
 */
public record Verdict(Answer answer, List<String> reasons, boolean aaPasses, boolean sidecarWithinBudget) {
    public Verdict {
        reasons = List.copyOf(reasons);
    }

    /** The words of {@code verdict.json}. */
    public enum Answer {
        RETIRE("retire"),
        KEEP("keep"),
        INCONCLUSIVE("inconclusive");

        private final String word;

        Answer(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
