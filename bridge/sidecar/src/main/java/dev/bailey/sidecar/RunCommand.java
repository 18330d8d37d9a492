package dev.bailey.sidecar;

import dev.bailey.config.BridgeConfig;
import dev.bailey.sidecar.cli.Arguments;
import dev.bailey.sidecar.cli.Syntax;
import java.lang.System.Logger.Level;
import java.util.List;

/** Runs the bridge until it is told to stop. */
final class RunCommand implements Command {
    private static final System.Logger LOG = System.getLogger(RunCommand.class.getName());

    @Override
    public Syntax syntax() {
        return new Syntax(List.of(ConfigFile.OPTION), List.of());
    }

    @Override
    public int run(Arguments arguments, Console console) throws InterruptedException {
        BridgeConfig config = ConfigFile.load(arguments);
        StopSignals stop = StopSignals.ofProcess();
        Sidecar sidecar = new Sidecar(config);
        sidecar.start().forEach(console.out()::println);
        LaunchCheck.ofProcess().complaints().forEach(complaint -> LOG.log(Level.WARNING, complaint));
        stop.await();
        LOG.log(
                Level.INFO,
                "draining: no new callers, calls in flight have "
                        + config.drainTimeout().toSeconds() + " s");
        int cut = sidecar.drain();
        LOG.log(Level.INFO, cut == 0 ? "drained: no call was lost" : "drained: calls that were cut: " + cut);
        sidecar.close();
        return ExitCode.OK;
    }
}
