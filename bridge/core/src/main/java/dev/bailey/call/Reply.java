package dev.bailey.call;

/** What the replies of both seams have in common, so that a behaviour can judge them without knowing the protocol. */
public interface Reply {

    /** How the call ends with this reply. */
    Outcome outcome();

    /** A reply in place of an answer: the bridge could not get one. */
    interface Failed extends Reply {
        Failure failure();
    }
}
