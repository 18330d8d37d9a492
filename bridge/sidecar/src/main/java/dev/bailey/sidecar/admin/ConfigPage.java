package dev.bailey.sidecar.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigWriter;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpHandler;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import java.util.concurrent.CompletionStage;

/** The effective configuration: defaults filled in, secrets masked. */
public final class ConfigPage implements HttpHandler {
    private final BridgeConfig config;

    public ConfigPage(BridgeConfig config) {
        this.config = config;
    }

    @Override
    public CompletionStage<HttpReply> handle(HttpCall call) {
        // RFC 9512; written anew for each request: nobody asks often, and the text need not stay in memory
        Payload yaml = Payload.of(ConfigWriter.write(config).getBytes(UTF_8));
        return AdminHandler.done(TextAnswer.of(200, "application/yaml; charset=utf-8", yaml));
    }
}
