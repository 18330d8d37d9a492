/**
 * What Bailey's promises are tested with, for every module that has something to try under fire: {@link
 * dev.bailey.chaos.FaultProxy} spoils connections, {@link dev.bailey.chaos.EvilRpcService} and {@link
 * dev.bailey.chaos.EvilHttpService} break their protocols, {@link dev.bailey.chaos.RpcCaller} and {@link
 * dev.bailey.chaos.HttpCaller} all use the same ids, and a {@link dev.bailey.chaos.Ledger} has seen every call and every
 * execution. Plain threads and sockets: nothing in here shares code with what it judges.
 */
@NullMarked
package dev.bailey.chaos;

import org.jspecify.annotations.NullMarked;
