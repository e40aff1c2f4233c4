package io.contactstatus.security;

import io.contactstatus.problems.ProblemException;
import io.contactstatus.problems.ProblemType;

/// The caller may not find customers by a number or identifier.
public class LookupForbidden extends ProblemException {

    private static final long serialVersionUID = 1;

    LookupForbidden() {
        super(
                ProblemType.FORBIDDEN,
                "Finding by a customer's number or identifier needs the scope customers:lookup or pii:read");
    }
}
