/**
 * Bailey in a Spring Boot application. The door is {@link dev.bailey.spring.BaileyAutoConfiguration}: with a routes file named by
 * {@code bailey.config}, or routes under {@code bailey.*}, the bridge is there.
 */
@NullMarked
package dev.bailey.spring;

import org.jspecify.annotations.NullMarked;
