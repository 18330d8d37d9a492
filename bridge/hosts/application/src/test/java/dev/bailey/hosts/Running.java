package dev.bailey.hosts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The application on a free port, and a caller of it. */
final class Running implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final HttpClient caller = HttpClient.newHttpClient();

    Running(Class<?> application, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--server.port=0");
        context = SpringApplication.run(application, all.toArray(new String[0]));
    }

    InetSocketAddress address() {
        int port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    HttpResponse<String> get(String target) throws IOException, InterruptedException {
        return caller.send(HttpRequest.newBuilder(uri(target)).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String target, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(target))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
        return caller.send(request, BodyHandlers.ofString());
    }

    private URI uri(String target) {
        return URI.create("http://127.0.0.1:" + address().getPort() + target);
    }

    @Override
    public void close() {
        context.close();
    }
}
