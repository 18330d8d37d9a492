package dev.bailey.rpc;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import java.util.Optional;

/** Whatever a peer sends is a message or is refused in the one way there is for that. */
class CodecFuzzTest {
    private static final int MAX_BATCH = 8;

    @FuzzTest
    void whatServicesSend(byte[] frame) {
        for (RpcVersion version : RpcVersion.values()) {
            try {
                assertNotNull(new RpcCodec(version, JsonLimits.DEFAULT).read(frame, 0, frame.length));
            } catch (JsonException e) {
                // refused
            }
        }
    }

    @FuzzTest
    void whatCallersSend(byte[] frame) {
        for (Optional<RpcVersion> required :
                java.util.List.of(Optional.<RpcVersion>empty(), Optional.of(RpcVersion.V2))) {
            assertNotNull(new CallerCodec(required, MAX_BATCH, JsonLimits.DEFAULT).read(frame, 0, frame.length));
        }
    }
}
