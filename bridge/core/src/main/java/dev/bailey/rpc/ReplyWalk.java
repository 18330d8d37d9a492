package dev.bailey.rpc;

import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonObjectWalk;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/**
 * Reads a reply that may be too large to be held: finds its result wherever it stands, and tells what speaks against the reply
 * as soon as that is seen, before the result or behind it. Constant memory. For one reply.
 */
public final class ReplyWalk {
    private enum Member {
        JSONRPC,
        ID,
        METHOD,
        RESULT,
        ERROR,
        /** Checked and passed over. */
        OTHER
    }

    private static final byte[][] NAMES = {
        ascii("jsonrpc"), ascii("id"), ascii("method"), ascii("result"), ascii("error"),
    };
    private static final Member[] MEMBERS = Member.values();
    private static final Json TWO = Json.string("2.0");

    /** Of an id, a version or an error so many bytes tell whether it is the one that it must be. */
    private static final int KEPT = 64;

    private final RpcVersion version;
    private final long id;
    private final JsonLimits limits;
    private final JsonObjectWalk walk;
    private final Set<Member> seen = EnumSet.noneOf(Member.class);
    private final byte[] kept = new byte[KEPT];
    private int length;
    private Member member = Member.OTHER;
    private boolean flowing;
    private int resultFrom;
    private int resultTo;
    private String objection = "";

    /** @param id of the request that this is to be the reply to */
    public ReplyWalk(RpcVersion version, long id, JsonLimits limits) {
        this.version = version;
        this.id = id;
        this.limits = limits;
        this.walk = new JsonObjectWalk(limits);
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Takes a piece of the reply, all of it.
     *
     * @throws JsonException if this cannot be a well-formed object
     */
    public void take(byte[] b, int from, int to) throws JsonException {
        resultFrom = from;
        resultTo = from;
        int at = from;
        while (at < to) {
            JsonObjectWalk.Step step = walk.next(b, at, to);
            at = walk.at();
            switch (step) {
                case NAME -> named();
                case VALUE -> value(b, at);
                case VALUE_END -> {
                    value(b, at);
                    valueEnds();
                }
                case MORE, END -> {}
            }
        }
    }

    /** Where the result's bytes start in the piece that was taken last. */
    public int resultFrom() {
        return resultFrom;
    }

    /** Where they end; the same if there are none. */
    public int resultTo() {
        return resultTo;
    }

    /**
     * Whether a result has begun that is worth flowing, and nothing that came before it speaks against it: an object, an array
     * or a string. Anything else is small, and null may stand beside an error.
     */
    public boolean mayFlow() {
        return flowing && objection.isEmpty();
    }

    /** What speaks against this being the reply, in words for callers; empty if nothing does, so far. */
    public String objection() {
        return objection;
    }

    /** Whether the reply has named the request that it is for, and rightly so. */
    public boolean isOurs() {
        return seen.contains(Member.ID) && objection.isEmpty();
    }

    /**
     * No more bytes will come. What speaks against the reply is known then.
     *
     * @throws JsonException if the reply is not complete
     */
    public void end() throws JsonException {
        walk.end();
        if (!seen.contains(Member.ID)) {
            object("the reply has no id");
        }
    }

    private void named() {
        member = Member.OTHER;
        for (int i = 0; i < NAMES.length; i++) {
            if (walk.nameIs(NAMES[i])) {
                member = MEMBERS[i];
            }
        }
        length = 0;
        if (member != Member.OTHER && seen.contains(member)) {
            object("the reply has a member twice");
        }
        seen.add(member);
        if (member == Member.METHOD) {
            object("the reply has a method, as requests have");
        }
    }

    private void value(byte[] b, int to) {
        int from = walk.valueFrom();
        if (member == Member.RESULT) {
            if (length == 0 && to > from) {
                flowing |= b[from] == '{' || b[from] == '[' || b[from] == '"';
            }
            length = 1;
            resultFrom = from;
            resultTo = to;
        } else if (member != Member.OTHER) {
            int fits = Math.min(to - from, KEPT - length);
            System.arraycopy(b, from, kept, length, fits);
            length += fits;
        }
    }

    private void valueEnds() {
        if (member == Member.ID) {
            if (RpcIds.sequence(kept()).orElse(0) != id) {
                object("the reply has another id than the request");
            }
        } else if (member == Member.ERROR) {
            if (kept().kind() != Json.Kind.NULL) {
                object("the reply has both a result and an error");
            }
        } else if (member == Member.JSONRPC && version == RpcVersion.V2 && !saysTwo(kept())) {
            object("the reply's jsonrpc member is not \"2.0\"");
        }
    }

    /** What is kept of the value; absent if that is not all of it. */
    private Json kept() {
        try {
            return length == KEPT ? Json.ABSENT : Json.parse(kept.clone(), 0, length, limits);
        } catch (JsonException e) {
            throw new IllegalStateException("a checked value cannot be malformed", e);
        }
    }

    private static boolean saysTwo(Json jsonrpc) {
        try {
            return jsonrpc.equals(TWO)
                    || (jsonrpc.kind() == Json.Kind.STRING && jsonrpc.text().equals("2.0"));
        } catch (JsonException e) {
            return false;
        }
    }

    /** The first objection stays: what follows may come of it. */
    private void object(String why) {
        if (objection.isEmpty()) {
            objection = why;
        }
    }
}
