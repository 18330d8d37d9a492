package dev.bailey.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * A component whose public methods are the methods of a service of the routes file: see {@link dev.bailey.dispatch.Dispatcher}. A
 * bean of type {@link dev.bailey.rpc.RpcHandler} that has the service's name does the same for code that reads JSON-RPC itself.
 */
@Documented
@Component
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface BaileyService {
    /** The service, as the routes file names it; the bean's name, too. */
    @AliasFor(annotation = Component.class, attribute = "value")
    String value();
}
