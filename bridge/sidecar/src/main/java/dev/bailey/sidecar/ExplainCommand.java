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
            Option.optional("", "--rpc", "JSON", "a JSON-RPC request instead: shows the HTTP request it would become");

    @Override
    public Syntax syntax() {
        return new Syntax(
                List.of(ConfigFile.OPTION, HEADER, BODY, RPC),
                List.of(Parameter.optional("REQUEST", "an HTTP request such as 'GET /ads/7?lang=fr'")));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        BridgeConfig config = ConfigFile.load(arguments);
        if (arguments.has(RPC)) {
            throw new CommandException("--rpc comes with the reverse direction, which this version does not have yet");
        }
        String line = arguments
                .parameter(0)
                .orElseThrow(() -> new UsageException("missing REQUEST, such as 'GET /ads/7', or --rpc JSON"));
        Explanation explanation =
                explain(config, new RequestText(line, arguments.values(HEADER), arguments.value(BODY)));
        if (explanation instanceof Explanation.Sent sent) {
            console.out().println(sent.request());
            return ExitCode.OK;
        }
        Explanation.Refused refused = (Explanation.Refused) explanation;
        throw new CommandException(
                "refused with " + refused.status() + " (" + refused.outcome() + "): " + refused.detail());
    }

    private static Explanation explain(BridgeConfig config, RequestText request) {
        try {
            return Explanation.of(config, request);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
