package dev.bailey.spring;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.web.embedded.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets the Tomcat of Spring Boot 3 hand over targets that it refuses by default. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(
        name = {
            "org.springframework.boot.web.embedded.tomcat.ConfigurableTomcatWebServerFactory",
            "org.apache.catalina.startup.Tomcat"
        })
class TomcatOfBoot3 {

    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> baileyTomcatCustomizer() {
        return factory -> factory.addConnectorCustomizers(TomcatTargets::handOver);
    }
}
