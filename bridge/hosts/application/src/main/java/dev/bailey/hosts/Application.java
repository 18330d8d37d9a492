package dev.bailey.hosts;

import dev.bailey.rpc.RpcHandler;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with endpoints of its own beside those of the routes file. */
@SpringBootApplication
@RestController
public class Application {
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    @GetMapping("/hello")
    public String hello() {
        return "hello";
    }

    /** A dispatcher that reads and writes JSON-RPC itself: whatever comes is its answer. */
    @Bean("echo")
    public RpcHandler echo() {
        return RpcHandler.of(request -> {
            String text = new String(request, StandardCharsets.UTF_8);
            int params = text.indexOf("\"params\":") + 9;
            String id = text.substring(text.indexOf("\"id\":") + 5).split("[,}]", 2)[0];
            String result = text.substring(params, text.lastIndexOf('}'));
            return ("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}")
                    .getBytes(StandardCharsets.UTF_8);
        });
    }
}
