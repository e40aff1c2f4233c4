package io.contactstatus.logs;

/// CloudWatch Logs will not answer this, however often it is asked: there is no such group, or no permission.
final class LogsRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    LogsRefused(String reason) {
        super(reason);
    }
}
