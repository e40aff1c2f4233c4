package io.contactstatus.problems;

/// The body is longer than what is read of it.
public class BodyTooLarge extends ProblemException {

    private static final long serialVersionUID = 1;

    public BodyTooLarge(int most) {
        this(most, "");
    }

    /// @param advice follows what was wrong
    public BodyTooLarge(int most, String advice) {
        super(ProblemType.BODY_TOO_LARGE, "The body has more than " + most + " bytes" + advice);
    }
}
