package dev.bailey.json;

import java.util.Arrays;

/**
 * The grammar of RFC 8259 and the well-formed byte sequences of UTF-8 (RFC 3629, section 4) as one table: a state and
 * a byte give the next state, or an action for {@link JsonScanner}. States are in three groups, so that a comparison
 * tells which loop of the scanner is at work.
 */
final class JsonGrammar {
    /** Between the quotes. Zero, so that the row of plain characters is the start of the table. */
    static final int STRING = 0;

    private static final int ESCAPE = 1;
    private static final int HEX_4 = 2;
    private static final int HEX_1 = 5;
    /** The first state inside a multi-byte character: one more continuation byte. */
    static final int TAIL_1 = 6;

    private static final int TAIL_2 = 7;
    private static final int TAIL_3 = 8;
    private static final int AFTER_E0 = 9;
    private static final int AFTER_ED = 10;
    private static final int AFTER_F0 = 11;
    private static final int AFTER_F4 = 12;

    /** The first state inside a number; every state below it is inside a string. */
    static final int NUMBERS = 13;

    private static final int MINUS = 13;
    private static final int ZERO = 14;
    private static final int INTEGER = 15;
    private static final int POINT = 16;
    private static final int FRACTION = 17;
    private static final int EXPONENT = 18;
    private static final int EXPONENT_SIGN = 19;
    private static final int EXPONENT_DIGITS = 20;

    /** The first state between tokens or inside a literal. */
    static final int STRUCTURE = 21;

    static final int VALUE = 21;
    static final int FIRST_ELEMENT = 22;
    static final int FIRST_NAME = 23;
    static final int COLON = 24;
    static final int AFTER_ELEMENT = 25;
    static final int AFTER_MEMBER = 26;
    /** Nothing more is taken. */
    static final int DONE = 27;
    /** Everything is refused until a reset. */
    static final int FAILED = 28;

    private static final int NAME = 29;
    /** From here one state for each letter of a literal still to come. */
    private static final int LITERALS = 30;

    /** The first action: everything below it is a state. */
    static final int ACTIONS = 40;

    static final int REFUSE = 40;
    static final int OPEN_OBJECT = 41;
    static final int OPEN_ARRAY = 42;
    static final int CLOSE = 43;
    static final int BEGIN_TEXT = 44;
    static final int BEGIN_NAME = 45;
    static final int END_STRING = 46;
    /** The byte is not part of the number. */
    static final int END_NUMBER = 47;

    static final int END_LITERAL = 48;

    /** Indexed by {@code state << 8 | byte & 0xff}. Never written after it is built. */
    static final byte[] NEXT = table();

    private static final String SPACE = " \t\r\n";
    private static final String HEX = "0123456789abcdefABCDEF";

    private JsonGrammar() {}

    /** True where a number may end. */
    static boolean endsNumber(int state) {
        return state == ZERO || state == INTEGER || state == FRACTION || state == EXPONENT_DIGITS;
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static byte[] table() {
        byte[] next = new byte[ACTIONS << 8];
        Arrays.fill(next, (byte) REFUSE);
        strings(next);
        characters(next);
        numbers(next);
        structure(next);
        literals(next);
        return next;
    }

    private static void strings(byte[] next) {
        on(next, STRING, 0x20, 0x7f, STRING);
        on(next, STRING, "\"", END_STRING);
        on(next, STRING, "\\", ESCAPE);
        on(next, ESCAPE, "\"\\/bfnrt", STRING);
        on(next, ESCAPE, "u", HEX_4);
        for (int state = HEX_4; state < HEX_1; state++) {
            on(next, state, HEX, state + 1);
        }
        on(next, HEX_1, HEX, STRING);
    }

    /** No overlong forms, no surrogates, nothing above U+10FFFF. */
    private static void characters(byte[] next) {
        on(next, STRING, 0xc2, 0xdf, TAIL_1);
        on(next, STRING, 0xe0, 0xe0, AFTER_E0);
        on(next, STRING, 0xe1, 0xec, TAIL_2);
        on(next, STRING, 0xed, 0xed, AFTER_ED);
        on(next, STRING, 0xee, 0xef, TAIL_2);
        on(next, STRING, 0xf0, 0xf0, AFTER_F0);
        on(next, STRING, 0xf1, 0xf3, TAIL_3);
        on(next, STRING, 0xf4, 0xf4, AFTER_F4);
        on(next, AFTER_E0, 0xa0, 0xbf, TAIL_1);
        on(next, AFTER_ED, 0x80, 0x9f, TAIL_1);
        on(next, AFTER_F0, 0x90, 0xbf, TAIL_2);
        on(next, AFTER_F4, 0x80, 0x8f, TAIL_2);
        on(next, TAIL_3, 0x80, 0xbf, TAIL_2);
        on(next, TAIL_2, 0x80, 0xbf, TAIL_1);
        on(next, TAIL_1, 0x80, 0xbf, STRING);
    }

    private static void numbers(byte[] next) {
        for (int state : new int[] {ZERO, INTEGER, FRACTION, EXPONENT_DIGITS}) {
            on(next, state, 0x00, 0xff, END_NUMBER);
        }
        on(next, MINUS, "0", ZERO);
        on(next, MINUS, '1', '9', INTEGER);
        on(next, INTEGER, '0', '9', INTEGER);
        on(next, ZERO, ".", POINT);
        on(next, INTEGER, ".", POINT);
        on(next, POINT, '0', '9', FRACTION);
        on(next, FRACTION, '0', '9', FRACTION);
        on(next, ZERO, "eE", EXPONENT);
        on(next, INTEGER, "eE", EXPONENT);
        on(next, FRACTION, "eE", EXPONENT);
        on(next, EXPONENT, "+-", EXPONENT_SIGN);
        on(next, EXPONENT, '0', '9', EXPONENT_DIGITS);
        on(next, EXPONENT_SIGN, '0', '9', EXPONENT_DIGITS);
        on(next, EXPONENT_DIGITS, '0', '9', EXPONENT_DIGITS);
    }

    private static void structure(byte[] next) {
        for (int state : new int[] {VALUE, FIRST_ELEMENT, FIRST_NAME, NAME, COLON, AFTER_ELEMENT, AFTER_MEMBER}) {
            on(next, state, SPACE, state);
        }
        for (int state : new int[] {VALUE, FIRST_ELEMENT}) {
            on(next, state, "{", OPEN_OBJECT);
            on(next, state, "[", OPEN_ARRAY);
            on(next, state, "\"", BEGIN_TEXT);
            on(next, state, "-", MINUS);
            on(next, state, "0", ZERO);
            on(next, state, '1', '9', INTEGER);
        }
        on(next, FIRST_ELEMENT, "]", CLOSE);
        on(next, AFTER_ELEMENT, "]", CLOSE);
        on(next, AFTER_ELEMENT, ",", VALUE);
        on(next, FIRST_NAME, "}", CLOSE);
        on(next, FIRST_NAME, "\"", BEGIN_NAME);
        on(next, NAME, "\"", BEGIN_NAME);
        on(next, COLON, ":", VALUE);
        on(next, AFTER_MEMBER, "}", CLOSE);
        on(next, AFTER_MEMBER, ",", NAME);
    }

    private static void literals(byte[] next) {
        int state = LITERALS;
        for (String literal : new String[] {"true", "false", "null"}) {
            on(next, VALUE, literal.substring(0, 1), state);
            on(next, FIRST_ELEMENT, literal.substring(0, 1), state);
            for (int i = 1; i < literal.length() - 1; i++, state++) {
                on(next, state, literal.substring(i, i + 1), state + 1);
            }
            on(next, state++, literal.substring(literal.length() - 1), END_LITERAL);
        }
    }

    private static void on(byte[] next, int state, String bytes, int then) {
        for (int i = 0; i < bytes.length(); i++) {
            on(next, state, bytes.charAt(i), bytes.charAt(i), then);
        }
    }

    private static void on(byte[] next, int state, int first, int last, int then) {
        Arrays.fill(next, (state << 8) | first, ((state << 8) | last) + 1, (byte) then);
    }
}
