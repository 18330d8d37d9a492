/**
 * Bailey in a servlet container (Jakarta Servlet 6.0): {@link dev.bailey.servlet.BaileyServlet} serves what {@code
 * bridge.http()} would. No thread is held while a call waits.
 */
@NullMarked
package dev.bailey.servlet;

import org.jspecify.annotations.NullMarked;
