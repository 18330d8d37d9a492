/** The edges, held to tables and to real sockets. */
@NullMarked
package dev.bailey.vertx;

import org.jspecify.annotations.NullMarked;
