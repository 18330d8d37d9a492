package dev.bailey.config;

/** Which calls get a line in the log. */
public record LogConfig(CallLogging calls) {
    public static final LogConfig DEFAULT = new LogConfig(CallLogging.FAILURES);

    /** Which calls get a line. */
    public enum CallLogging implements Word {
        OFF("off"),
        FAILURES("failures"),
        ALL("all");

        private final String word;

        CallLogging(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }
}
