package dev.bailey.chaos;

/** What a JSON-RPC service can do to a request. */
public enum RpcMischief {
    ANSWERS,
    /** An error of its own. */
    REFUSES,
    /** The result comes before the id, with space around. */
    ANSWERS_ODDLY,
    /** Some milliseconds later, behind others. */
    DAWDLES,
    /** About when the deadline passes, or after it. */
    IS_LATE,
    NEVER_ANSWERS,
    /** The second reply holds another call's word under this call's id. */
    ANSWERS_TWICE,
    /** Under an id that nobody used. */
    ANSWERS_NOBODY,
    /** The id comes back as a string. */
    CHANGES_THE_ID,
    /** An error with {@code id: null}. */
    DOES_NOT_KNOW_WHOM,
    RESULT_AND_ERROR,
    NOT_JSON,
    /** More than the bridge takes. */
    ANSWERS_TOO_MUCH,
    /** Sends a request of its own before the reply. */
    ASKS_BACK,
    NOTIFIES,
    /** Part of the reply, then the end. */
    BREAKS_OFF,
    HANGS_UP,
    RESETS;

    /** None at all. */
    public static Lot<RpcMischief> none() {
        return new Lot<RpcMischief>(0).add(ANSWERS, 1);
    }

    /** Of each some, {@code share} of all calls together; those that take the connection along are rarer. */
    public static Lot<RpcMischief> some(long seed, double share) {
        Lot<RpcMischief> lot = new Lot<RpcMischief>(seed).add(ANSWERS, 1 - share);
        for (RpcMischief each : values()) {
            double weight =
                    switch (each) {
                        case ANSWERS -> 0;
                        case BREAKS_OFF, HANGS_UP, RESETS, NOT_JSON, ANSWERS_TOO_MUCH -> 0.1;
                        case ANSWERS_TWICE, ANSWERS_NOBODY, CHANGES_THE_ID -> 0.3;
                        default -> 1;
                    };
            if (weight > 0) {
                lot.add(each, weight * share / (values().length - 1));
            }
        }
        return lot;
    }
}
