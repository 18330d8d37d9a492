@NullMarked
package dev.bailey.config;

import org.jspecify.annotations.NullMarked;
