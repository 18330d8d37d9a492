package dev.bailey.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bailey.config.ConfigException;
import dev.bailey.config.ConfigProblem;
import dev.bailey.load.paths.Budgets;
import dev.bailey.load.paths.PathName;
import dev.bailey.load.paths.Target;
import dev.bailey.load.paths.TargetFile;
import dev.bailey.sidecar.cli.Arguments;
import dev.bailey.sidecar.cli.Option;
import dev.bailey.sidecar.cli.UsageException;
import java.util.List;
import java.util.stream.Collectors;

/** A target said by options: what fits on a command line, in the words of the target's file. */
final class TargetFlags {
    private static final Option DIRECT =
            Option.optional("", "--direct", "URL", "your service without Bailey, instead of a target's file");
    private static final Option SIDECAR =
            Option.optional("", "--sidecar", "URL", "the same service with Bailey before it");
    private static final Option IN_PROCESS =
            Option.optional("", "--in-process", "URL", "the same service with Bailey inside");
    private static final Option REQUEST = Option.optional(
            "", "--request", "'GET /PATH'", "what is called; may be repeated; GET on the URLs unless said");
    private static final Option HEADER =
            Option.optional("-H", "--header", "'NAME: VALUE'", "a header of every request; may be repeated");
    private static final Option BODY = Option.optional("-d", "--data", "BODY", "the body of every request");
    private static final Option RATE =
            Option.optional("", "--rate", "N", "calls a second; 80 % of what direct can take unless said");
    static final List<Option> OPTIONS = List.of(DIRECT, SIDECAR, IN_PROCESS, REQUEST, HEADER, BODY, RATE);

    private static final ObjectMapper JSON = new ObjectMapper();

    private TargetFlags() {}

    /** Whether any was given. */
    static boolean in(Arguments arguments) {
        return OPTIONS.stream().anyMatch(arguments::has);
    }

    /**
     * What they say.
     *
     * @throws UsageException with everything that is wrong with them
     */
    static Target target(Arguments arguments, Budgets budgets) {
        ObjectNode words = JSON.createObjectNode();
        arguments.value(DIRECT).ifPresent(url -> words.put(PathName.DIRECT.key(), url));
        arguments.value(SIDECAR).ifPresent(url -> words.put(PathName.SIDECAR.key(), url));
        arguments.value(IN_PROCESS).ifPresent(url -> words.put(PathName.IN_PROCESS.key(), url));
        arguments.value(RATE).ifPresent(rate -> words.put("rate", rate));
        arguments.values(HEADER).forEach(header -> header(words.withObject("/headers"), header));
        List<String> lines = arguments.values(REQUEST);
        if (lines.isEmpty() && arguments.has(BODY)) {
            throw new UsageException("--data needs a --request that it is the body of, such as 'POST /ads'");
        }
        lines.forEach(
                line -> request(words.withArray("/requests").addObject(), line).setAll(body(arguments)));
        try {
            return TargetFile.parse("command line", words.toString(), budgets);
        } catch (ConfigException e) {
            throw new UsageException(
                    e.problems().stream().map(ConfigProblem::message).collect(Collectors.joining("; ")));
        }
    }

    private static void header(ObjectNode headers, String line) {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw new UsageException("a header is 'NAME: VALUE', not '" + line + "'");
        }
        headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    private static ObjectNode request(ObjectNode request, String line) {
        String[] words = line.strip().split(" +", -1);
        if (words.length != 2) {
            throw new UsageException("a request is a method and a path such as 'GET /ads/7', not '" + line + "'");
        }
        return request.put("method", words[0]).put("path", words[1]);
    }

    private static ObjectNode body(Arguments arguments) {
        ObjectNode body = JSON.createObjectNode();
        arguments.value(BODY).ifPresent(text -> body.put("body", text));
        return body;
    }
}
