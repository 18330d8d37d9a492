package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;

/** Where a value came from, for messages; put into words only when one is needed. */
record Origin(String place, String name) {

    FailureException refused(String why) {
        return new FailureException(FailureKind.INVALID_PARAMS.because(this + " " + why));
    }

    @Override
    public String toString() {
        return place + " " + Names.shown(name);
    }
}
