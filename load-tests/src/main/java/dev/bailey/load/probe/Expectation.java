package dev.bailey.load.probe;

/**
 * Which answers count.
 *
 * @param any all of them
 * @param status this one; 0 for any 2xx
 */
record Expectation(boolean any, int status) {
    boolean accepts(int given) {
        return any || (status == 0 ? given / 100 == 2 : given == status);
    }
}
