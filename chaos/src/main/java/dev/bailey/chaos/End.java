package dev.bailey.chaos;

/** What a caller saw of the end of its call. */
public enum End {
    /** The service's answer, and the right one. */
    OK,
    /** The service's own error, and the right one. */
    SERVICE_ERROR,
    /** Written, as far as the bridge could see. */
    ACCEPTED,
    /** The bridge says that it could not get an answer. */
    FAILED,
    /** An answer with a word that is nobody's: the network damaged it. */
    DAMAGED,
    /** An answer that belongs to another call. */
    MIXED_UP,
    /** The connection ended while the bridge was going down, and no service had seen the call: it was not taken in. */
    TURNED_AWAY,
    /** No answer: the connection ended, or patience did. */
    LOST;

    static final End[] ALL = values();
}
