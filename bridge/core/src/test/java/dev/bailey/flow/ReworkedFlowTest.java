package dev.bailey.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bailey.call.Call;
import dev.bailey.call.EventLoop;
import dev.bailey.call.FailureException;
import dev.bailey.call.FakeLoop;
import dev.bailey.json.JsonLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of flows on their way, cut in two at every byte. */
class ReworkedFlowTest {
    private static final Tap NO_TAP = new Tap() {
        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void abort() {}
    };

    private final FakeLoop loop = new FakeLoop();

    private ByteFlow flow(EventLoop on) {
        return new ByteFlow(Call.on(on), on, NO_TAP, ByteFlow.Side.SERVICE, Duration.ofSeconds(1));
    }

    /** What comes out for a text that comes in two pieces, asked for one by one. */
    private String made(String text, int cut, UnaryOperator<Flow.Publisher<ByteBuffer>> rework) {
        ByteFlow source = flow(loop);
        Drinker drinker = Drinker.of(rework.apply(source));
        byte[] bytes = text.getBytes(UTF_8);
        source.offer(bytes.clone(), 0, cut);
        drinker.asksFor(1);
        source.offer(bytes.clone(), cut, bytes.length);
        drinker.asksFor(1);
        source.complete();
        drinker.asksFor(1).asksFor(1);
        return drinker.got() + " " + drinker.end;
    }

    private void assertMade(String expected, String text, UnaryOperator<Flow.Publisher<ByteBuffer>> rework) {
        for (int cut = 0; cut <= text.getBytes(UTF_8).length; cut++) {
            String made = made(text, cut, rework);
            // how much of it came before a fault depends on the cut; that nothing wrong counts as whole does not
            assertEquals(
                    expected, expected.startsWith(" ") ? made.substring(made.lastIndexOf(' ')) : made, "cut at " + cut);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"a\":1,\"é\\n\":[2 , 3],\"b\":[]}' | é\\n | '[2 , 3] whole'",
                "' {\"x\":[1 ,{}]} ' | x | '[1 ,{}] whole'",
                "'{\"n\":{\"x\":1},\"x\":12}' | x | '12 whole'",
                "'{\"x\":null}' | x | 'null whole'",
                "'{\"n\":{\"x\":1}}' | x | ' BAD_REPLY'",
                "'{\"x\":1,\"y\":2,\"x\":3}' | x | ' BAD_REPLY'",
                "'[1]' | x | ' BAD_REPLY'",
                "'\"x\"' | x | ' BAD_REPLY'",
            })
    void oneMemberOfAnObject(String object, String name, String made) {
        assertMade(made, object, flow -> new MemberFlow(flow, name.replace("\\n", "\n"), JsonLimits.DEFAULT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "' \n[1, 2]\t' | '[1, 2] whole'",
                "'12' | '12 whole'",
                "'\"é\"' | '\"é\" whole'",
                "'' | 'null whole'",
                "' ' | ' BAD_REPLY'",
                "'1 2' | ' BAD_REPLY'",
                "'[1' | ' BAD_REPLY'",
                "'[1]]' | ' BAD_REPLY'",
                "'nul' | ' BAD_REPLY'",
            })
    void exactlyOneJsonValue(String body, String made) {
        assertMade(made, body, flow -> new CheckedJsonFlow(flow, JsonLimits.DEFAULT));
    }

    @Test
    void oneLine() {
        assertMade("[1,  \"a\\n\"] whole", "[1,\r\n\"a\\n\"]", OneLineFlow::new);
    }

    @Test
    void aMessageAroundItsResult() {
        assertMade(
                "{\"r\":[1]} whole",
                "[1]",
                flow -> new EnclosedFlow("{\"r\":".getBytes(UTF_8), flow, "}".getBytes(UTF_8)));
    }

    @Test
    void aFlowThatBeginsWellIsTheSameFlow() {
        ByteFlow source = flow(loop);
        var begun =
                BegunFlow.of(new CheckedJsonFlow(source, JsonLimits.DEFAULT)).toCompletableFuture();
        source.offer(" ".getBytes(UTF_8), 0, 1);
        assertEquals(false, begun.isDone());
        source.offer("[1".getBytes(UTF_8), 0, 2);
        Drinker drinker = Drinker.of(begun.join()).asksFor(1);
        assertEquals("[1", drinker.got());
        source.offer("]".getBytes(UTF_8), 0, 1);
        source.complete();
        drinker.asksFor(2);
        assertEquals("[1] whole", drinker.got() + " " + drinker.end);
    }

    @Test
    void aFlowThatFailsBeforeItsFirstByteNeverBegan() {
        ByteFlow source = flow(loop);
        var begun =
                BegunFlow.of(new CheckedJsonFlow(source, JsonLimits.DEFAULT)).toCompletableFuture();
        source.offer("x".getBytes(UTF_8), 0, 1);
        assertInstanceOf(
                FailureException.class,
                assertThrows(CompletionException.class, begun::join).getCause());
    }

    @Test
    void whatIsPutTogetherIsWholeOrTooLarge() {
        ByteFlow source = flow(loop);
        var whole = Gathered.of(source, Call.on(loop), 3).toCompletableFuture();
        source.offer("ab".getBytes(UTF_8), 0, 2);
        source.offer("c".getBytes(UTF_8), 0, 1);
        source.complete();
        assertEquals("abc", new String(whole.join(), UTF_8));
        ByteFlow larger = flow(loop);
        var tooLarge = Gathered.of(larger, Call.on(loop), 3).toCompletableFuture();
        larger.offer("abcd".getBytes(UTF_8), 0, 4);
        assertInstanceOf(
                FailureException.class,
                assertThrows(CompletionException.class, tooLarge::join).getCause());
    }
}
