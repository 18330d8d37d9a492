package dev.bailey.sidecar;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.config.ListenAddress;
import dev.bailey.sidecar.cli.Arguments;
import dev.bailey.sidecar.cli.Option;
import dev.bailey.sidecar.cli.Syntax;
import dev.bailey.sidecar.cli.UsageException;
import dev.bailey.sidecar.demo.DemoCall;
import dev.bailey.sidecar.demo.DemoShow;
import dev.bailey.sidecar.demo.LegacyService;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Shows the main job on an embedded default: a legacy service, the bridge in front of it, and a few calls. */
final class DemoCommand implements Command {
    private static final Option ONCE = Option.flag("", "--once", "end after the calls; exit code 1 if one went wrong");
    private static final Option HTTP_PORT =
            Option.optional("", "--http-port", "PORT", "of the HTTP edge; 8080 unless said, 0 for any");
    private static final Option ADMIN_PORT =
            Option.optional("", "--admin-port", "PORT", "of the admin edge; 9090 unless said, 0 for any");

    @Override
    public Syntax syntax() {
        return new Syntax(List.of(ONCE, HTTP_PORT, ADMIN_PORT), List.of());
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException, InterruptedException {
        int httpPort = port(arguments, HTTP_PORT, 8080);
        int adminPort = port(arguments, ADMIN_PORT, 9090);
        try (LegacyService service = LegacyService.start()) {
            Sidecar sidecar = new Sidecar(config(service, httpPort, adminPort));
            ListenAddress.Tcp edge = start(sidecar, service, console);
            boolean fine = new DemoShow(service, edge, console.out()).play(DemoCall.all());
            if (!arguments.has(ONCE)) {
                stayUp(edge, console);
            }
            sidecar.drain();
            sidecar.close();
            return fine ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private static void stayUp(ListenAddress.Tcp edge, Console console) throws InterruptedException {
        StopSignals stop = StopSignals.ofProcess();
        console.out().println("Still serving. Try: curl -i 'http://" + edge + "/ads/7?lang=fr'   Ctrl-C ends it.");
        stop.await();
    }

    private static int port(Arguments arguments, Option option, int usual) {
        String text = arguments.value(option).orElse(String.valueOf(usual));
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
            throw new UsageException(option.longName() + " is a port from 0 to 65535, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }

    private static BridgeConfig config(LegacyService service, int httpPort, int adminPort) throws IOException {
        try (InputStream in = DemoShow.class.getResourceAsStream("demo.yaml")) {
            if (in == null) {
                throw new IllegalStateException("the build left out the resource 'demo.yaml'");
            }
            return ConfigLoader.load(
                    "demo.yaml",
                    new String(in.readAllBytes(), UTF_8),
                    Map.of(
                            "HTTP_PORT", String.valueOf(httpPort),
                            "ADMIN_PORT", String.valueOf(adminPort),
                            "SERVICE_PORT", String.valueOf(service.port())));
        }
    }

    private static ListenAddress.Tcp start(Sidecar sidecar, LegacyService service, Console console) {
        try {
            List<Listener> listeners = sidecar.start();
            console.out()
                    .println("A legacy JSON-RPC service on tcp://127.0.0.1:" + service.port()
                            + ", and Bailey in front of it:");
            listeners.forEach(console.out()::println);
            console.out().println();
            return (ListenAddress.Tcp) listeners.get(0).address();
        } catch (CommandException e) {
            throw new CommandException(e.getMessage() + "; choose other ports with --http-port and --admin-port");
        }
    }
}
