package dev.bailey.chaos;

/** What a good service answers to a call: its word, and its word again so many times that a splice of two answers shows. */
final class Answers {
    private static final int LARGE_EVERY = 64;
    private static final int LARGE = 512;
    private static final int FEW = 8;

    private Answers() {}

    static int repeats(int call) {
        return call % LARGE_EVERY == 0 ? LARGE : call % FEW;
    }

    /** As the members of a JSON object, without its braces. */
    static void members(StringBuilder out, String nonce, int call) {
        out.append("\"nonce\":\"").append(nonce).append("\",\"pad\":\"");
        out.append(nonce.repeat(repeats(call))).append('"');
    }

    static String object(String nonce, int call) {
        StringBuilder out = new StringBuilder(96 + repeats(call) * Nonces.CHARS);
        members(out.append('{'), nonce, call);
        return out.append('}').toString();
    }
}
