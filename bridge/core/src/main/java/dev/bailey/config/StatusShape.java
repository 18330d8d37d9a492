package dev.bailey.config;

import java.util.Map;
import java.util.Optional;

/** A status that can end a call (RFC 9110, 15). */
final class StatusShape implements Shape<Integer> {
    private static final int LEAST = 200;
    private static final int MOST = 599;
    private static final Shape<Integer> NUMBER = Shapes.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);

    @Override
    public Optional<Integer> read(Value value) {
        Optional<Integer> status = NUMBER.read(value);
        if (status.isPresent() && (status.get() < LEAST || status.get() > MOST)) {
            boolean interim = status.get() >= 100 && status.get() < LEAST;
            value.problem(status.get() + " is not a status from 200 to 599"
                    + (interim ? "; an interim status (1xx) cannot end a call" : ""));
            return Optional.empty();
        }
        return status;
    }

    @Override
    public Map<String, Object> schema() {
        return Shapes.integer(LEAST, MOST).schema();
    }
}
