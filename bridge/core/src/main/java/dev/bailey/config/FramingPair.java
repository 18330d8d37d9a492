package dev.bailey.config;

/** The framing of each way, seen from Bailey. */
public record FramingPair(Framing read, Framing write) {
    public static final FramingPair DEFAULT = new FramingPair(Framing.NEWLINE, Framing.NEWLINE);
}
