package dev.bailey.spring;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether the application says anything to Bailey: without routes there is nothing to serve. */
final class BaileyConfigured implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        return !environment.getProperty("bailey.config", "").isEmpty() || InlineConfig.isIn(environment);
    }
}
