package dev.bailey.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * A good JSON-RPC service as a process of its own, so that it can be stopped in the middle of what it does. It knows the words of
 * the calls by the ledger's seed; what it executes stays with it.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 1000;

    private final Process process;
    private final int port;

    private ServiceProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it with the class path of this process. The parameters are those of {@link Ledger}. */
    public static ServiceProcess start(long seed, int calls) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServiceProcess.class.getName(),
                        Long.toString(seed),
                        Integer.toString(calls))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = process.inputReader(UTF_8).readLine();
        if (line == null) {
            throw new IOException("the service did not start");
        }
        return new ServiceProcess(process, Integer.parseInt(line));
    }

    /** Serves until it is killed; prints its port. */
    @SuppressWarnings("InfiniteLoopStatement")
    public static void main(String[] args) throws IOException {
        Ledger ledger = new Ledger(Long.parseLong(args[0]), Integer.parseInt(args[1]));
        EvilRpcService service = new EvilRpcService(ledger, RpcMischief.none(), PATIENCE_MILLIS, 0);
        System.out.println(service.port());
        while (true) {
            LockSupport.park(service);
        }
    }

    public int port() {
        return port;
    }

    /** Sends it SIGSTOP, SIGCONT or another signal by its name. */
    public void signal(String name) throws IOException, InterruptedException {
        Signals.send(process, name);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
