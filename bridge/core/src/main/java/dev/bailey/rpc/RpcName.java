package dev.bailey.rpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a Java method is called in JSON-RPC, where its own name is not that; the same on both sides, for callers' proxies and for
 * services in code.
 *
 * <p>On a method: the whole name, such as {@code "ads.get"}. On a type: what is put before the Java names of those of its methods
 * that are not annotated themselves, such as {@code "ads."}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface RpcName {
    String value();
}
