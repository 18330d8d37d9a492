package dev.bailey.sidecar;

import dev.bailey.config.BridgeConfig;
import dev.bailey.sidecar.cli.Arguments;
import dev.bailey.sidecar.cli.Option;
import dev.bailey.sidecar.cli.Parameter;
import dev.bailey.sidecar.cli.Syntax;
import dev.bailey.sidecar.cli.UsageException;
import dev.bailey.sidecar.explain.Explanation;
import dev.bailey.sidecar.explain.RequestText;
import java.util.List;

/** Shows what a request would become, without sending anything. */
final class ExplainCommand implements Command {
    private static final Option HEADER =
            Option.optional("-H", "--header", "'NAME: VALUE'", "a header; may be repeated");
    private static final Option BODY =
            Option.optional("-d", "--data", "BODY", "the body, JSON unless a header says else");
    private static final Option RPC =
            Option.optional("", "--rpc", "JSON", "a JSON-RPC call instead: shows what its service would get");

    @Override
    public Syntax syntax() {
        return new Syntax(
                List.of(ConfigFile.OPTION, HEADER, BODY, RPC),
                List.of(Parameter.optional("REQUEST", "an HTTP request such as 'GET /ads/7?lang=fr'")));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        BridgeConfig config = ConfigFile.load(arguments);
        Explanation explanation = explain(config, arguments);
        if (explanation instanceof Explanation.Sent sent) {
            console.out().println(sent.request());
            return ExitCode.OK;
        }
        Explanation.Refused refused = (Explanation.Refused) explanation;
        throw new CommandException(
                "refused with " + refused.code() + " (" + refused.outcome() + "): " + refused.detail());
    }

    private static Explanation explain(BridgeConfig config, Arguments arguments) {
        try {
            return arguments.has(RPC) ? ofRpc(config, arguments) : ofHttp(config, arguments);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static Explanation ofRpc(BridgeConfig config, Arguments arguments) {
        if (arguments.parameter(0).isPresent() || arguments.has(HEADER) || arguments.has(BODY)) {
            throw new UsageException("--rpc stands alone: a JSON-RPC call has no REQUEST, header or body beside it");
        }
        return Explanation.ofRpc(config, arguments.value(RPC).orElseThrow());
    }

    private static Explanation ofHttp(BridgeConfig config, Arguments arguments) {
        String line = arguments
                .parameter(0)
                .orElseThrow(() -> new UsageException("missing REQUEST, such as 'GET /ads/7', or --rpc JSON"));
        return Explanation.of(config, new RequestText(line, arguments.values(HEADER), arguments.value(BODY)));
    }
}
