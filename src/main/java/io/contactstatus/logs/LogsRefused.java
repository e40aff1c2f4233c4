package io.contactstatus.logs;

/// A refusal by CloudWatch Logs that no retry changes: there is no such group, or no permission.
final class LogsRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    LogsRefused(String reason) {
        super(reason);
    }
}
