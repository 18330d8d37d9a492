/**
 * The one connection pool, for every protocol: {@link dev.bailey.client.pool.ConnectionPool} hands out places on connections
 * and knows nothing of what travels on them. {@link dev.bailey.client.pool.PoolState} decides, under one lock, and does nothing;
 * what it wants done it returns as {@link dev.bailey.client.pool.Actions}, which run outside of the lock.
 */
@NullMarked
package dev.bailey.client.pool;

import org.jspecify.annotations.NullMarked;
