package dev.bailey.sidecar;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SIGTERM and SIGINT: the first asks to end in good order, the second ends the process at once.
 *
 * <p>Not a shutdown hook, for with one the exit code would be the signal's and a second signal would wait behind the first.
 * The class behind it, {@code sun.misc.Signal}, is a supported one of {@code jdk.unsupported} (JEP 260) but one that javac
 * warns of and cannot be told not to; hence by reflection, once.
 */
final class StopSignals {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicInteger count = new AtomicInteger();

    private StopSignals() {}

    /** Takes over the process's signals. */
    static StopSignals ofProcess() {
        StopSignals signals = new StopSignals();
        signals.handle("TERM");
        signals.handle("INT");
        return signals;
    }

    /** Waits for the first signal. */
    void await() throws InterruptedException {
        asked.await();
    }

    private void received() {
        if (count.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
        asked.countDown();
    }

    private void handle(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (proxy, method, args) -> onCall(method));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java cannot handle SIG" + name + "; it lacks jdk.unsupported", e);
        }
    }

    @SuppressWarnings("NullAway") // null is what a void method returns through a proxy
    private Object onCall(Method method) {
        if (method.getName().equals("handle")) {
            received();
        }
        return null;
    }
}
