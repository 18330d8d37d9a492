package dev.bailey.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RpcIdsTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 9, 10, 123, 4_294_967_296L, 999_999_999_999_999_999L})
    void whatBaileyWritesItReads(long id) {
        assertEquals(OptionalLong.of(id), RpcIds.sequence(Json.number(id)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "-0",
                "1.0",
                "1e0",
                "10e-1",
                "1E1",
                "\"1\"",
                "null",
                "true",
                "[1]",
                "{}",
                "1000000000000000000",
                "18446744073709551617",
                "1.5",
                "\"\\u0031\""
            })
    void whatItNeverWritesIsNoneOfItsIds(String id) throws JsonException {
        Json json = Json.parse(id.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
        assertEquals(OptionalLong.empty(), RpcIds.sequence(json));
        assertEquals(OptionalLong.empty(), new ServiceMessage.Reply(json, RpcReply.accepted()).sequence());
    }

    @Test
    void aMissingIdIsNone() {
        assertEquals(OptionalLong.empty(), RpcIds.sequence(Json.ABSENT));
    }
}
