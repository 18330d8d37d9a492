package dev.bailey.load.bench;

import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonScanner;
import dev.bailey.rpc.RpcCodec;
import dev.bailey.rpc.RpcVersion;
import dev.bailey.rpc.ServiceMessage;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The scanner alone and the codec around it, over 300 bytes, and over a mebibyte of text. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBench {
    private final byte[] text = ("{\"text\":\"" + "x".repeat(289) + "\"}").getBytes(StandardCharsets.US_ASCII);
    private final byte[] structure = ("[" + "{\"id\":17,\"tag\":\"a\",\"on\":true},".repeat(9) + "[1,2,3,-4.5e6,null]]")
            .getBytes(StandardCharsets.US_ASCII);
    private final byte[] letters =
            ("{\"text\":\"" + "\u044e\u0436 ".repeat(57) + "\"}").getBytes(StandardCharsets.UTF_8);
    private final byte[] large = ("\"" + "x".repeat((1 << 20) - 2) + "\"").getBytes(StandardCharsets.US_ASCII);
    private final RpcCodec codec = new RpcCodec(RpcVersion.V2, JsonLimits.DEFAULT);

    @Benchmark
    public int scanText() throws JsonException {
        return JsonScanner.endOfValue(text, 0, text.length, JsonLimits.DEFAULT);
    }

    @Benchmark
    public int scanLetters() throws JsonException {
        return JsonScanner.endOfValue(letters, 0, letters.length, JsonLimits.DEFAULT);
    }

    @Benchmark
    public int scanLarge() throws JsonException {
        return JsonScanner.endOfValue(large, 0, large.length, JsonLimits.DEFAULT);
    }

    @Benchmark
    public int scanStructure() throws JsonException {
        return JsonScanner.endOfValue(structure, 0, structure.length, JsonLimits.DEFAULT);
    }

    @Benchmark
    public ServiceMessage readReply() throws JsonException {
        return codec.read(Answering.REPLY, 0, Answering.REPLY.length);
    }
}
