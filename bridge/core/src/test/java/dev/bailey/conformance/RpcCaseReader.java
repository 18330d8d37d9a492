package dev.bailey.conformance;

import dev.bailey.rpc.RpcVersion;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the cases of one file. */
final class RpcCaseReader {
    private static final Set<String> KEYS = Set.of("case", "tags", "send", "edge", "behind", "answer", "reached");

    private RpcCaseReader() {}

    static Stream<RpcCase> read(String file, YamlTable table) {
        return table.cases(KEYS).stream().map(it -> one(file, it));
    }

    private static RpcCase one(String file, YamlTable it) {
        boolean nothing = it.text("answer").equals("nothing");
        return new RpcCase(
                file,
                it.text("case"),
                Set.copyOf(it.texts("tags")),
                it.wire("send"),
                it.has("edge") ? Optional.of(edge(it.text("edge"))) : Optional.empty(),
                it.map("behind"),
                nothing ? Optional.empty() : Optional.of(new AnswerPattern(it.bytes("answer"))),
                it.texts("reached").stream().map(RpcCaseReader::reached).toList());
    }

    private static RpcVersion edge(String version) {
        return version.equals("1.0") ? RpcVersion.V1 : RpcVersion.V2;
    }

    /** {@code calls METHOD PARAMS} and the like; a verb belongs to the first word. */
    private static RpcCase.Reached reached(String text) {
        int how = text.indexOf(' ');
        if (text.startsWith("asks ")) {
            how = text.indexOf(' ', how + 1);
        }
        int what = text.indexOf(' ', how + 1);
        return new RpcCase.Reached(
                text.substring(0, how),
                EscapedBytes.wire(what < 0 ? text.substring(how + 1) : text.substring(how + 1, what)),
                what < 0 ? "" : EscapedBytes.wire(text.substring(what + 1)));
    }
}
