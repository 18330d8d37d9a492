package dev.bailey.client.pool;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;

/** Why a connection could not be opened, in words for callers: no address, no exception's text. */
public final class ConnectFailure {
    private static final String INSECURE = "no secure connection to the service could be made";

    private ConnectFailure() {}

    public static String words(Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return "the service's host name is not known";
        }
        if (failure instanceof SSLException) {
            return isAboutCertificate(failure)
                    ? INSECURE + ": its certificate is not trusted, or is not for this host"
                    : INSECURE;
        }
        return failure instanceof ConnectException
                ? "the service refused the connection"
                : "the service could not be connected to";
    }

    private static boolean isAboutCertificate(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof GeneralSecurityException) {
                return true;
            }
        }
        return false;
    }
}
