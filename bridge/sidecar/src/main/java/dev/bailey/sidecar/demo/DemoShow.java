package dev.bailey.sidecar.demo;

import dev.bailey.config.ListenAddress;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes the demo's calls, one after the other, and prints what went over both wires, headers of every HTTP message aside. */
public final class DemoShow {
    private static final long FRAME_SECONDS = 5;
    private static final List<String> USUAL_HEADERS = List.of("Host: ", "Connection: ", "Content-Length: ", "Date: ");

    private final LegacyService service;
    private final ListenAddress.Tcp edge;
    private final PrintStream out;

    public DemoShow(LegacyService service, ListenAddress.Tcp edge, PrintStream out) {
        this.service = service;
        this.edge = edge;
        this.out = out;
    }

    /** Whether every call gave what was expected. */
    public boolean play(List<DemoCall> calls) throws IOException, InterruptedException {
        int failures = 0;
        for (int i = 0; i < calls.size(); i++) {
            out.println((i + 1) + ". " + calls.get(i).title());
            if (!play(calls.get(i))) {
                failures++;
            }
            out.println();
        }
        return failures == 0;
    }

    private boolean play(DemoCall call) throws IOException, InterruptedException {
        service.frames().clear();
        RawHttp exchange = RawHttp.exchange(edge, call);
        print("caller  >", exchange.request());
        boolean framed = printFrames(call.frames());
        print("caller  <", exchange.response());
        boolean expected = framed && exchange.isExpected(call);
        if (!expected) {
            out.println("   NOT AS EXPECTED: " + call.status() + " with " + call.expected());
        }
        return expected;
    }

    /** A notification is answered when it is written, so its frame may come a moment later. */
    private boolean printFrames(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            Frame frame = service.frames().poll(FRAME_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                return false;
            }
            print(frame instanceof Frame.Received ? "service >" : "service <", frame.text());
        }
        return service.frames().isEmpty();
    }

    private void print(String side, String text) {
        String indent = "   " + side + " ";
        text.lines()
                .filter(line -> !line.isEmpty() && USUAL_HEADERS.stream().noneMatch(line::startsWith))
                .forEach(line -> out.println(indent + line));
    }
}
