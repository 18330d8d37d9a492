package dev.bailey.load.probe;

import io.netty.buffer.ByteBuf;

/**
 * A call that has to be made.
 *
 * @param dueNanos from the start of the block
 */
record Due(long dueNanos, ByteBuf request) {}
