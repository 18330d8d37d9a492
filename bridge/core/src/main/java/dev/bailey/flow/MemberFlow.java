package dev.bailey.flow;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonObjectWalk;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * One member of an object on its way; the others are checked and left out. The first of that name, and no second one may
 * follow: which of them counts could not be told in time.
 */
public final class MemberFlow extends ReworkedFlow {
    private final String name;
    private final JsonObjectWalk walk;
    private boolean found;
    private boolean inside;

    public MemberFlow(Flow.Publisher<ByteBuffer> object, String name, JsonLimits limits) {
        super(object);
        this.name = name;
        this.walk = new JsonObjectWalk(limits);
    }

    @Override
    protected ByteBuffer rework(ByteBuffer piece) {
        byte[] bytes = piece.array();
        int to = piece.arrayOffset() + piece.limit();
        int at = piece.arrayOffset() + piece.position();
        int from = at;
        int end = at;
        try {
            while (at < to) {
                JsonObjectWalk.Step step = walk.next(bytes, at, to);
                at = walk.at();
                if (step == JsonObjectWalk.Step.NAME) {
                    named();
                } else if (inside && (step == JsonObjectWalk.Step.VALUE || step == JsonObjectWalk.Step.VALUE_END)) {
                    from = walk.valueFrom();
                    end = at;
                    inside = step == JsonObjectWalk.Step.VALUE;
                }
            }
        } catch (JsonException e) {
            // the result is well formed, or would have failed before: it is no object
            throw missing();
        }
        return ByteBuffer.wrap(bytes, from, end - from);
    }

    private void named() {
        if (!walk.nameIs(name)) {
            return;
        }
        if (found) {
            throw bad("the result has the member '" + name + "', which this route answers with, twice");
        }
        found = true;
        inside = true;
    }

    @Override
    protected ByteBuffer end() {
        if (!found) {
            throw missing();
        }
        return ByteBuffer.allocate(0);
    }

    private FailureException missing() {
        return bad("the result has no member '" + name + "', which this route answers with");
    }

    private static FailureException bad(String why) {
        return new FailureException(FailureKind.BAD_REPLY.because(why).delivered(Delivery.ANSWERED));
    }
}
