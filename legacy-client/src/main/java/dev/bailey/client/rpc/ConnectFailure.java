package dev.bailey.client.rpc;

import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Why a connection could not be opened, in words for callers: no address, no exception's text. */
final class ConnectFailure {
    private ConnectFailure() {}

    static String words(Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return "the service's host name is not known";
        }
        if (failure instanceof SSLException) {
            return "no secure connection to the service could be made";
        }
        return failure instanceof ConnectException
                ? "the service refused the connection"
                : "the service could not be connected to";
    }
}
