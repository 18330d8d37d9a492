package dev.bailey.rpc;

import dev.bailey.json.Json;
import java.util.OptionalLong;

/** Ids on the wire. Bailey's own are positive integers, counted for each connection. */
final class RpcIds {
    private static final int MAX_DIGITS = 18;

    private RpcIds() {}

    /** The id as Bailey writes it; empty for anything that Bailey never writes, even if it looks alike ({@code 1.0}, {@code "1"}). */
    static OptionalLong sequence(Json id) {
        if (id.length() == 0 || id.length() > MAX_DIGITS || id.at(0) == '0') {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < id.length(); i++) {
            int digit = id.at(i) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalLong.empty();
            }
            value = value * 10 + digit;
        }
        return OptionalLong.of(value);
    }
}
