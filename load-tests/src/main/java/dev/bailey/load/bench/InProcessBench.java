package dev.bailey.load.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bailey.Bridge;
import dev.bailey.config.ConfigLoader;
import dev.bailey.dispatch.Dispatcher;
import dev.bailey.servlet.BaileyServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What Bailey adds in process: the same method of the same object in the same Jetty, once behind a servlet that maps the request by
 * hand, once behind {@link BaileyServlet} and {@link Dispatcher}. The difference of both is the cost of the bridge.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InProcessBench {
    private static final byte[] REQUEST = """
            GET /ads/7?lang=fr HTTP/1.1\r
            Host: localhost:8080\r
            User-Agent: bench/1.0\r
            Accept: application/json\r
            \r
            """.getBytes(StandardCharsets.US_ASCII);
    private static final String ROUTES = """
            services: {ads: {url: 'tcp://127.0.0.1:1'}}
            routes:
              - {rpc: get, http: 'GET /ads/{id}', service: ads, types: {id: integer}}
            """;

    private LocalHost byHand;
    private LocalHost bailey;
    private Bridge bridge;

    public InProcessBench() {
        try {
            Ads ads = new Ads();
            bridge = Bridge.builder()
                    .config(ConfigLoader.load("bench.yaml", ROUTES, Map.of()))
                    .service("ads", Dispatcher.of(ads))
                    .callLog(line -> {})
                    .build();
            bailey = new LocalHost(new BaileyServlet(bridge));
            byHand = new LocalHost(new ByHand(ads));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Both give the same answer, or there is nothing to compare. */
    @Setup
    public void check() throws Exception {
        String expected = "{\"id\":7,\"lang\":\"fr\",\"title\":\"City bike\"}";
        for (LocalHost host : new LocalHost[] {byHand, bailey}) {
            String answer = host.get(REQUEST);
            if (!answer.startsWith("HTTP/1.1 200 OK") || !answer.endsWith("\r\n\r\n" + expected)) {
                throw new IllegalStateException(answer);
            }
        }
    }

    @TearDown
    public void close() {
        byHand.close();
        bailey.close();
        bridge.close();
    }

    @Benchmark
    public ByteBuffer mappedByHand() {
        return byHand.exchange(REQUEST);
    }

    @Benchmark
    public ByteBuffer throughBailey() {
        return bailey.exchange(REQUEST);
    }

    /** An answer of the service. */
    public record Ad(long id, String lang, String title) {}

    /** The service. */
    public static final class Ads {
        /** Finds an ad. */
        public Ad get(long id, String lang) {
            return new Ad(id, lang, "City bike");
        }
    }

    /** What the owner of the service would write instead. */
    private static final class ByHand extends HttpServlet {
        private final transient Ads ads;
        private final transient ObjectMapper mapper = new ObjectMapper();

        ByHand(Ads ads) {
            this.ads = ads;
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            long id = Long.parseLong(request.getPathInfo().substring(1));
            byte[] answer = mapper.writeValueAsBytes(ads.get(id, request.getParameter("lang")));
            response.setContentType("application/json");
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        }
    }
}
