package dev.bailey.client.rpc;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.HeldBytes;
import dev.bailey.client.framing.Boundary;
import dev.bailey.client.framing.FrameDecoder;
import dev.bailey.client.framing.FrameEncoder;
import dev.bailey.client.framing.Framings;
import dev.bailey.config.Framing;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ProtocolVersion;
import dev.bailey.config.ServiceConfig;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonWriter;
import dev.bailey.rpc.ReplyWalk;
import dev.bailey.rpc.RpcCodec;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import dev.bailey.rpc.RpcVersion;
import java.time.Duration;

/** How one service writes and reads messages; all its connections share it. */
final class Wire {
    /** Numbers and names longer than these are no honest service's. */
    private static final int NUMBER_CHARS = 256;

    private static final int NAME_BYTES = 1024;
    /** What a reply has around its result. */
    private static final int ENVELOPE = 1024;

    private final RpcVersion version;
    private final JsonLimits json;
    private final Duration stallTimeout;
    private final RpcCodec codec;
    private final Beginning beginning;
    private final Framing reading;
    private final FrameEncoder encoder;
    private final boolean oneLine;
    private final int maxBody;
    private final BytesInFlight bytes;

    /** @param bytes where answers are counted while they come */
    Wire(ServiceConfig service, LimitsConfig limits, BytesInFlight bytes) {
        this.bytes = bytes;
        this.json = new JsonLimits(limits.jsonDepth(), NUMBER_CHARS, NAME_BYTES);
        Framing writing = service.framing().write();
        this.version = service.version() == ProtocolVersion.V1_0 ? RpcVersion.V1 : RpcVersion.V2;
        this.stallTimeout = limits.stallTimeout();
        this.codec = new RpcCodec(version, json);
        this.beginning = new Beginning(json);
        this.reading = service.framing().read();
        this.encoder = Framings.encoder(writing);
        this.oneLine = writing == Framing.NEWLINE || writing == Framing.CRLF;
        this.maxBody = (int) Math.min(limits.responseBody().bytes(), Integer.MAX_VALUE - ENVELOPE - 64);
    }

    RpcCodec codec() {
        return codec;
    }

    Beginning beginning() {
        return beginning;
    }

    FrameDecoder decoder() {
        return Framings.decoder(reading, maxFrame());
    }

    /** Where a connection counts what has come of a reply that is not whole. */
    HeldBytes heldBytes() {
        return new HeldBytes(bytes);
    }

    /** Where frames are, for a reader that does not collect them. */
    Boundary boundary() {
        return Framings.boundary(reading);
    }

    /** For one reply that may flow. */
    ReplyWalk walk(long id) {
        return new ReplyWalk(version, id, json);
    }

    /** How long a flow may stand still. */
    Duration stallTimeout() {
        return stallTimeout;
    }

    /** Bytes that a whole reply may have. */
    int maxFrame() {
        return maxBody + ENVELOPE;
    }

    FrameEncoder encoder() {
        return encoder;
    }

    boolean oneLine() {
        return oneLine;
    }

    /** In which words a reply over the limit is refused. */
    String tooLarge() {
        return "the service's answer is over the limit of " + maxBody + " bytes";
    }

    void request(JsonWriter out, long id, RpcRequest request) {
        int begun = encoder.begin(out);
        codec.writeRequest(out, id, request, oneLine);
        encoder.end(out, begun);
    }

    /** Whether the result or the error has more bytes than it may. */
    boolean isTooLarge(RpcReply reply) {
        if (reply instanceof RpcReply.Result result) {
            return result.value().length() > maxBody;
        }
        return reply instanceof RpcReply.ServiceError error
                && error.error().value().length() > maxBody;
    }
}
