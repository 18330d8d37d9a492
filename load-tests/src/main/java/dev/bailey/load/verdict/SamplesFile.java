package dev.bailey.load.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.bailey.load.plan.Arm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** {@code samples.json}: the measured blocks themselves, for whoever doubts the verdict; histograms as HdrHistogram writes them. */
public final class SamplesFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SamplesFile() {}

    /** The file's text. */
    public static String write(List<Sample> samples) throws IOException {
        ArrayNode all = JSON.createArrayNode();
        for (Sample sample : samples) {
            Histogram latencies = sample.latencies();
            ByteBuffer buffer = ByteBuffer.allocate(latencies.getNeededByteBufferCapacity());
            int length = latencies.encodeIntoCompressedByteBuffer(buffer);
            all.addObject()
                    .put("round", sample.round())
                    .put("arm", sample.arm().key())
                    .put("answered", sample.answered())
                    .put("failed", sample.failed())
                    .put("stalledMillis", sample.noise().stalledMillis())
                    .put("otherCores", sample.noise().otherCores())
                    .put("nanoseconds", Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length)));
        }
        return JSON.writeValueAsString(all);
    }

    /**
     * Reads them back.
     *
     * @throws IOException if it is no such file
     */
    public static List<Sample> read(String text) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (JsonNode node : JSON.readTree(text)) {
            byte[] bytes = Base64.getDecoder().decode(node.path("nanoseconds").asText());
            try {
                samples.add(new Sample(
                        node.path("round").asInt(),
                        arm(node.path("arm").asText()),
                        Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0),
                        node.path("answered").asLong(),
                        node.path("failed").asLong(),
                        new Noise(
                                node.path("stalledMillis").asDouble(),
                                node.path("otherCores").asDouble())));
            } catch (DataFormatException e) {
                throw new IOException("no histogram", e);
            }
        }
        return samples;
    }

    private static Arm arm(String key) throws IOException {
        return Arrays.stream(Arm.values())
                .filter(arm -> arm.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IOException("no arm '" + key + "'"));
    }
}
