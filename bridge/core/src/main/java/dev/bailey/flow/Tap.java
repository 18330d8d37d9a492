package dev.bailey.flow;

/** Where a flow's bytes come from: a connection to a service, mostly. On that connection's loop. */
public interface Tap {

    /** Nothing more is to be read for now; what is on its way all the same is taken. */
    void pause();

    /** Reading goes on. */
    void resume();

    /** Nobody wants the rest: what the flow comes from is to be closed, unless it has ended. May be called twice. */
    void abort();
}
