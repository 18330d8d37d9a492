package dev.bailey.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.bailey.spring.BaileyService;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

/** Components that the framework has wrapped, as it does for transactions and the like, and the application's own Jackson. */
class ProxiedServiceIT {
    private static final String[] ROUTES = {
        "--spring.profiles.active=proxied",
        "--bailey.config=",
        "--bailey.services.ads.url=tcp://127.0.0.1:4001",
        "--bailey.routes[0].rpc=find",
        "--bailey.routes[0].http=GET /found/{id}",
        "--bailey.routes[0].service=ads",
        "--bailey.routes[0].types.id=integer",
    };

    @Test
    void isServedThroughItsProxyWithTheApplicationsMapper() throws Exception {
        try (Running application = new Running(Proxied.class, ROUTES)) {
            String found = application.get("/found/7").body();
            assertEquals("{\"ad_id\":7,\"by_spring\":true}", found);
        }
    }

    record Found(long adId, boolean bySpring) {}

    /** By a profile, or the application of the other tests would find it. */
    @Profile("proxied")
    @BaileyService("ads")
    static class Later {
        @Async
        public CompletableFuture<Found> find(long id) {
            boolean wrapped = Thread.currentThread().getName().startsWith("task-");
            return CompletableFuture.completedFuture(new Found(id, wrapped));
        }
    }

    @EnableAutoConfiguration
    @EnableAsync(proxyTargetClass = true)
    static class Proxied {
        @Bean
        Later later() {
            return new Later();
        }

        @Bean
        ObjectMapper mapper() {
            return new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        }
    }
}
