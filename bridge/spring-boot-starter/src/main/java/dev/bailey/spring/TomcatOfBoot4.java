package dev.bailey.spring;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the Tomcat of Spring Boot 4 hand over targets that it refuses by default. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(
        name = {
            "org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory",
            "org.apache.catalina.startup.Tomcat"
        })
class TomcatOfBoot4 {

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> baileyTomcatCustomizer() {
        return factory -> factory.addConnectorCustomizers(TomcatTargets::handOver);
    }
}
