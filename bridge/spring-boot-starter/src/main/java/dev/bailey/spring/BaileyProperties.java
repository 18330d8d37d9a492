package dev.bailey.spring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the starter itself is told; everything else under {@code bailey.*} is the configuration of CONTRACT section 3, unless it is
 * in a file.
 *
 * @param config the routes file: a path, {@code file:…} or {@code classpath:…}; the sections of the file under {@code bailey.*} if
 *     absent
 * @param urlPatterns of the servlet; those that hold all the endpoints if absent
 */
@ConfigurationProperties("bailey")
record BaileyProperties(@Nullable String config, @Nullable List<String> urlPatterns) {}
