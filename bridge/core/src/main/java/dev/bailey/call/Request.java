package dev.bailey.call;

/** What every request carries, whatever its protocol. */
public interface Request {
    Call call();
}
