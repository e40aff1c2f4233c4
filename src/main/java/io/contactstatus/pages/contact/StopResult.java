package io.contactstatus.pages.contact;

import io.contactstatus.connect.StopAnswer;

/// What the page of a contact says after a user asked to end it. Lower case, because that is how it is written in
/// the address.
enum StopResult {
    asked,
    refused,
    unanswered;

    static StopResult of(StopAnswer answer) {
        return switch (answer) {
            case StopAnswer.Asked told -> asked;
            case StopAnswer.Refused told -> refused;
            case StopAnswer.Unanswered told -> unanswered;
        };
    }
}
