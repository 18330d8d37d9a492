package dev.bailey.spring;

import dev.bailey.Bridge;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health for Spring Boot 4: which services can be reached. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
class BridgeHealthOfBoot4 {

    @Bean
    HealthIndicator baileyHealthIndicator(Bridge bridge) {
        return () -> {
            Health.Builder health = BridgeHealth.isUp(bridge) ? Health.up() : Health.down();
            return health.withDetails(BridgeHealth.details(bridge)).build();
        };
    }
}
