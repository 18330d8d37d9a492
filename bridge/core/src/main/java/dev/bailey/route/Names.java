package dev.bailey.route;

/** Names that callers chose, fit for messages. */
final class Names {
    private static final int SHOWN = 64;

    private Names() {}

    /** The name in quotes; cut short, and with a question mark for whatever is not plain. */
    static String shown(String name) {
        StringBuilder shown = new StringBuilder("'");
        for (int i = 0; i < Math.min(name.length(), SHOWN); i++) {
            char c = name.charAt(i);
            shown.append(c > 0x20 && c < 0x7f && c != '\'' ? c : '?');
        }
        return shown.append(name.length() > SHOWN ? "…'" : "'").toString();
    }
}
