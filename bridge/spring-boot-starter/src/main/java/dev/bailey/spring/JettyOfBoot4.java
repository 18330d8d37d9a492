package dev.bailey.spring;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the Jetty of Spring Boot 4 hand over paths that it holds for ambiguous: Bailey reads them itself. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(
        name = {"org.springframework.boot.jetty.ConfigurableJettyWebServerFactory", "org.eclipse.jetty.server.Server"})
class JettyOfBoot4 {

    @Bean
    WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> baileyJettyCustomizer() {
        return factory -> factory.addServerCustomizers(JettyTargets::handOver);
    }
}
