package io.contactstatus.contact;

import java.util.Comparator;

/// What machines did on a contact, as Amazon Connect tells when it is asked.
///
/// @param useCase as Amazon Connect writes it: `SELF_SERVICE`, `AGENT_ASSISTANCE`
/// @param escalated one of them has given the customer to a person
public record AiAgent(String useCase, boolean escalated) implements Comparable<AiAgent> {

    private static final Comparator<AiAgent> ORDER =
            Comparator.comparing(AiAgent::useCase).thenComparing(AiAgent::escalated);

    public AiAgent {
        useCase = Bounds.word(useCase);
    }

    @Override
    public int compareTo(AiAgent other) {
        return ORDER.compare(this, other);
    }
}
