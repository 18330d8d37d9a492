/** Bailey's {@link dev.bailey.call.EventLoop} on Vert.x. */
@NullMarked
package dev.bailey.client.loop;

import org.jspecify.annotations.NullMarked;
