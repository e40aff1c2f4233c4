package io.contactstatus.audit;

/// What became of a request.
public enum AuditOutcome {
    DONE,
    /// A look-up that found no contact.
    NOTHING_FOUND,
    /// The caller lacks a scope.
    REFUSED,
    /// After too many look-ups that found nothing.
    LIMITED,
    /// Not valid, in conflict, or gone meanwhile.
    INVALID,
    FAILED;

    static AuditOutcome of(int status) {
        return switch (status) {
            case 401, 403 -> REFUSED;
            case 404 -> NOTHING_FOUND;
            case 429 -> LIMITED;
            default -> status < 400 ? DONE : status < 500 ? INVALID : FAILED;
        };
    }
}
