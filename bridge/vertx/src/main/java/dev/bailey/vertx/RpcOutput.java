package dev.bailey.vertx;

import dev.bailey.call.Failure;
import dev.bailey.client.framing.FrameEncoder;
import dev.bailey.client.framing.Framings;
import dev.bailey.config.Framing;
import dev.bailey.flow.OneLineFlow;
import dev.bailey.json.Json;
import dev.bailey.json.JsonWriter;
import dev.bailey.rpc.RpcExchange;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers on their way to one caller. Those that come up in one turn of the loop leave in one write; large ones go out in slices
 * as the caller takes them. On the connection's loop.
 */
final class RpcOutput {
    /** Answers are put together up to this size, and larger ones cut down to it. */
    private static final int CHUNK = 32 * 1024;

    private record Answer(RpcExchange exchange, Json text) {}

    /** The one of {@link #flows} that stands next in the queue flows now. */
    private @Nullable FlowWriter flow;

    private final ArrayDeque<Flow.Publisher<ByteBuffer>> flows = new ArrayDeque<>(0);
    private final BiConsumer<RpcExchange, Failure> cut;

    private final ChannelHandlerContext ctx;
    private final FrameEncoder encoder;
    private final boolean oneLine;
    private final PhaseTimer timer;
    private final long timeoutNanos;
    private final Uptake uptake;
    private final BiConsumer<List<RpcExchange>, Boolean> written;
    private final ArrayDeque<Answer> waiting = new ArrayDeque<>();
    private final JsonWriter chunk = new JsonWriter(512);
    private List<RpcExchange> inChunk = new ArrayList<>();
    /** An answer that goes out slice by slice. */
    private Json large = Json.ABSENT;

    private int sent;
    private int writing;

    /**
     * @param timer expires when the caller has taken nothing for the {@code writeTimeout}
     * @param written told of frames whose answer has left, and whether it really has
     * @param cut told of a frame whose answer had begun to flow and will not end
     */
    RpcOutput(
            RpcLoop shared,
            ChannelHandlerContext ctx,
            PhaseTimer timer,
            BiConsumer<List<RpcExchange>, Boolean> written,
            BiConsumer<RpcExchange, Failure> cut) {
        Framing framing = shared.framing().write();
        this.ctx = ctx;
        this.encoder = Framings.encoder(framing);
        this.oneLine = framing == Framing.NEWLINE || framing == Framing.CRLF;
        this.timer = timer;
        this.timeoutNanos = shared.writeTimeout();
        this.uptake = new Uptake(ctx.channel(), shared.loop(), shared.limits(), this::taken);
        this.written = written;
        this.cut = cut;
    }

    void add(RpcExchange exchange, Json answer) {
        waiting.add(new Answer(exchange, answer));
    }

    /** An answer that flows, message and all; what is added later waits until it is through. */
    void add(RpcExchange exchange, Flow.Publisher<ByteBuffer> answer) {
        waiting.add(new Answer(exchange, Json.ABSENT));
        flows.add(answer);
    }

    boolean isFlowing() {
        return flow != null;
    }

    /** Whether the caller does not take its answers as they come. */
    boolean isStalled() {
        return !large.isAbsent() || !ctx.channel().isWritable();
    }

    /** Whether every answer has gone out. */
    boolean isEmpty() {
        return waiting.isEmpty() && large.isAbsent() && writing == 0 && flow == null;
    }

    /** The caller has taken some. */
    void resume() {
        taken();
        if (flow != null) {
            flow.more();
        }
        flush();
    }

    /** The caller has taken some, however little. */
    private void taken() {
        if (flow != null) {
            flow.taken();
        } else if (timer.isRunning()) {
            timer.start(timeoutNanos);
        }
    }

    /** Writes what waits, as far as the caller takes it. */
    void flush() {
        boolean dirty = false;
        while (flow == null && ctx.channel().isWritable() && (!large.isAbsent() || !waiting.isEmpty())) {
            dirty = true;
            if (!large.isAbsent()) {
                slice();
            } else if (isFlowNext()) {
                flow();
            } else if (isLargeNext()) {
                beginLarge();
            } else {
                chunk();
            }
        }
        if (dirty) {
            ctx.flush();
        }
        if (!isEmpty() && flow == null) {
            watch();
        }
    }

    private void watch() {
        if (!timer.isRunning()) {
            timer.start(timeoutNanos);
        }
        uptake.watch();
    }

    private boolean isFlowNext() {
        return !flows.isEmpty()
                && !waiting.isEmpty()
                && waiting.element().text().isAbsent();
    }

    private boolean isLargeNext() {
        return !waiting.isEmpty() && waiting.element().text().length() > CHUNK;
    }

    /** Until it ends it is the flow that watches over the caller's reading. */
    private void flow() {
        timer.stop();
        RpcExchange exchange = waiting.remove().exchange();
        Flow.Publisher<ByteBuffer> answer = flows.remove();
        FlowWriter writer = new FlowWriter(ctx, FlowWriter.Pieces.PLAIN, uptake, new FlowEnd(exchange));
        flow = writer;
        (oneLine ? new OneLineFlow(answer) : answer).subscribe(writer);
    }

    private final class FlowEnd implements FlowWriter.End {
        private final RpcExchange exchange;

        FlowEnd(RpcExchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public void whole() {
            flow = null;
            inChunk.add(exchange);
            encoder.tail(chunk);
            write(takeChunk());
            ctx.flush();
            RpcOutput.this.flush();
        }

        @Override
        public void cut(Failure why) {
            flow = null;
            cut.accept(exchange, why);
        }
    }

    private void chunk() {
        while (chunk.size() < CHUNK && !waiting.isEmpty() && !isFlowNext() && !isLargeNext()) {
            Answer answer = waiting.remove();
            inChunk.add(answer.exchange());
            encode(answer.text());
        }
        write(takeChunk());
    }

    private ByteBuf takeChunk() {
        ByteBuf bytes = ctx.alloc().directBuffer(chunk.size()).writeBytes(chunk.array(), 0, chunk.size());
        chunk.reset();
        return bytes;
    }

    private void encode(Json answer) {
        int begun = encoder.begin(chunk);
        if (oneLine) {
            chunk.oneLine(answer);
        } else {
            chunk.raw(answer);
        }
        encoder.end(chunk, begun);
    }

    /** Never copied as a whole: a few of them may be all that the heap has room for. */
    private void beginLarge() {
        Answer answer = waiting.remove();
        inChunk.add(answer.exchange());
        large = answer.text();
        sent = 0;
        encoder.head(chunk, large.length());
        slice();
    }

    private void slice() {
        int length = Math.min(CHUNK, large.length() - sent);
        int from = large.offset() + sent;
        if (oneLine) {
            chunk.oneLine(large.array(), from, length);
        } else {
            chunk.raw(large.array(), from, length);
        }
        sent += length;
        if (sent < large.length()) {
            ctx.write(takeChunk(), ctx.voidPromise());
        } else {
            large = Json.ABSENT;
            encoder.tail(chunk);
            write(takeChunk());
        }
    }

    /** The last bytes of all that is in the chunk. */
    private void write(ByteBuf bytes) {
        List<RpcExchange> answered = inChunk;
        inChunk = new ArrayList<>();
        writing++;
        ctx.write(bytes).addListener(done -> {
            writing--;
            progress();
            written.accept(answered, done.isSuccess());
        });
    }

    private void progress() {
        if (isEmpty()) {
            timer.stop();
        } else {
            taken();
        }
    }

    /** The connection is gone. */
    void close() {
        timer.close();
        uptake.cancel();
        FlowWriter writer = flow;
        flow = null;
        if (writer != null) {
            writer.cancel();
        }
        flows.clear();
        waiting.clear();
        large = Json.ABSENT;
    }
}
