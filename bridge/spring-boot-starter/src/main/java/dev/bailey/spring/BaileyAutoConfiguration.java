package dev.bailey.spring;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bailey.Bridge;
import dev.bailey.BridgeBuilder;
import dev.bailey.Transport;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.dispatch.Dispatcher;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.servlet.BaileyServlet;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * Serves the routes of {@code bailey.config} (or of {@code bailey.*}) in this application, at the paths where the sidecar serves
 * them. Services are beans: a {@link RpcHandler} that has the service's name, or a {@link BaileyService}. A {@link Transport} bean,
 * if there is one, reaches those that are not.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@Conditional(BaileyConfigured.class)
@EnableConfigurationProperties(BaileyProperties.class)
@Import({
    BridgeHealthOfBoot3.class,
    BridgeHealthOfBoot4.class,
    TomcatOfBoot3.class,
    TomcatOfBoot4.class,
    JettyOfBoot3.class,
    JettyOfBoot4.class
})
public class BaileyAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    BridgeConfig baileyConfig(BaileyProperties properties, Environment environment, ResourceLoader resources)
            throws IOException {
        String location = properties.config() == null ? "" : properties.config();
        new InlineNames(environment).check(!location.isEmpty());
        if (location.isEmpty()) {
            return ConfigLoader.load("bailey.*", InlineConfig.of(environment).text(), System.getenv());
        }
        Resource file = resources.getResource(location.contains(":") ? location : "file:" + location);
        return file.isFile()
                ? BridgeConfig.load(file.getFile().toPath())
                : ConfigLoader.load(location, file.getContentAsString(StandardCharsets.UTF_8), System.getenv());
    }

    /** Spring would wait, without an end, for what {@link Bridge#close} promises: for code that never gives an answer. */
    @Bean
    DisposableBean baileyBridgeClosing(Bridge bridge) {
        return () -> bridge.close().whenComplete((closed, failed) -> {});
    }

    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    Bridge baileyBridge(
            BridgeConfig config,
            ListableBeanFactory beans,
            ObjectProvider<Transport> transport,
            ObjectProvider<BeanDispatcher> dispatcher,
            ObjectProvider<BridgeMeters> meters) {
        BridgeBuilder builder = Bridge.builder().config(config);
        services(beans, config, dispatcher).forEach(builder::service);
        transport.ifAvailable(builder::transport);
        meters.ifAvailable(found -> found.addTo(builder));
        return builder.build();
    }

    private static Map<String, RpcHandler> services(
            ListableBeanFactory beans, BridgeConfig config, ObjectProvider<BeanDispatcher> dispatcher) {
        Map<String, RpcHandler> services = new LinkedHashMap<>(beans.getBeansOfType(RpcHandler.class));
        services.keySet().retainAll(config.services().keySet());
        beans.getBeansWithAnnotation(BaileyService.class).forEach((name, bean) -> {
            BaileyService service = beans.findAnnotationOnBean(name, BaileyService.class);
            if (service != null
                    && services.put(service.value(), dispatcher.getObject().serving(bean)) != null) {
                throw new IllegalStateException(
                        "the service '" + service.value() + "' is given by two beans; one is " + name);
            }
        });
        return services;
    }

    @Bean
    @ConditionalOnMissingBean(name = "baileyServlet")
    ServletRegistrationBean<BaileyServlet> baileyServlet(
            Bridge bridge, BridgeConfig config, BaileyProperties properties) {
        Collection<String> patterns =
                properties.urlPatterns() == null ? UrlPatterns.of(config) : properties.urlPatterns();
        ServletRegistrationBean<BaileyServlet> registration =
                new ServletRegistrationBean<>(new BaileyServlet(bridge), patterns.toArray(new String[0]));
        registration.setName("bailey");
        registration.setAsyncSupported(true);
        return registration;
    }

    /** The application's registry, where it has one. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class Meters {
        @Bean
        BridgeMeters baileyMeters(ObjectProvider<MeterRegistry> registry) {
            return builder -> registry.ifAvailable(builder::meterRegistry);
        }
    }

    /** Components with the application's Jackson, where it has one that the dispatcher knows: dates are as in its other answers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObjectMapper.class)
    static class Components {
        @Bean
        BeanDispatcher baileyDispatcher(ObjectProvider<ObjectMapper> mapper) {
            // a proxy's class has methods that are nobody's
            return bean -> Dispatcher.of(ClassUtils.getUserClass(bean), bean, mapper.getIfUnique(ObjectMapper::new));
        }
    }

    /** Keeps Jackson, which need not be there, out of the signatures. */
    interface BeanDispatcher {
        RpcHandler serving(Object bean);
    }

    /** Keeps Micrometer, which need not be there, out of the signatures. */
    interface BridgeMeters {
        void addTo(BridgeBuilder builder);
    }
}
