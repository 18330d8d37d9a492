package dev.bailey.chaos;

import java.util.EnumSet;
import java.util.Set;

/** What an HTTP service can do to a request. */
public enum HttpMischief {
    ANSWERS,
    /** 404 with a body of its own. */
    REFUSES,
    /** 503 with a page for people, as a proxy has it whose service is away. */
    IS_AWAY,
    /** In chunks, one flush each. */
    ANSWERS_IN_CHUNKS,
    /** The body's end is the connection's: on a network that cuts connections off, nobody can tell whether that was all. */
    ANSWERS_AND_CLOSES,
    DAWDLES,
    IS_LATE,
    NEVER_ANSWERS,
    /** An interim 102 comes first; taken for the answer, it would give the next caller this one's. */
    PROCESSES_FIRST,
    /**
     * A whole answer that nobody asked for follows at once, with another call's word. Where the network lets it come later, when
     * the next request is on its way, nobody can tell it from an answer.
     */
    ANSWERS_TWICE,
    /** Says more bytes than it sends, and waits. */
    PROMISES_TOO_MUCH,
    /** Says less bytes than it sends. */
    SENDS_TOO_MUCH,
    TWO_LENGTHS,
    LENGTH_AND_CHUNKS,
    BROKEN_CHUNK,
    NOT_HTTP,
    ANSWERS_TOO_MUCH,
    BREAKS_OFF,
    HANGS_UP,
    RESETS;

    public static Lot<HttpMischief> none() {
        return new Lot<HttpMischief>(0).add(ANSWERS, 1);
    }

    /** Of each some, {@code share} of all calls together. */
    public static Lot<HttpMischief> some(long seed, double share) {
        return lot(seed, share, EnumSet.allOf(HttpMischief.class));
    }

    /** The same for a service behind a faulty network: without what nobody could tell there. */
    public static Lot<HttpMischief> someFarAway(long seed, double share) {
        return lot(seed, share, EnumSet.complementOf(EnumSet.of(ANSWERS_TWICE, ANSWERS_AND_CLOSES)));
    }

    private static Lot<HttpMischief> lot(long seed, double share, Set<HttpMischief> all) {
        Lot<HttpMischief> lot = new Lot<HttpMischief>(seed).add(ANSWERS, 1 - share);
        for (HttpMischief each : all) {
            if (each != ANSWERS) {
                lot.add(each, share / (all.size() - 1));
            }
        }
        return lot;
    }
}
