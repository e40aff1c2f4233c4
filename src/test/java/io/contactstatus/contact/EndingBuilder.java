package io.contactstatus.contact;

import org.jspecify.annotations.Nullable;

/// The end of a customer's own leg, of which nothing is known but what is set.
final class EndingBuilder {

    private final String method;
    private final String channel;
    private final Phase.Kind place;
    private boolean together;
    private boolean called;
    private boolean answered;
    private boolean recorded;
    private @Nullable String reason;

    EndingBuilder(String method, String channel, Phase.Kind place) {
        this.method = method;
        this.channel = channel;
        this.place = place;
    }

    EndingBuilder together(boolean value) {
        together = value;
        return this;
    }

    EndingBuilder called(boolean value) {
        called = value;
        return this;
    }

    EndingBuilder answered(boolean value) {
        answered = value;
        return this;
    }

    EndingBuilder recorded(boolean value) {
        recorded = value;
        return this;
    }

    EndingBuilder reason(String value) {
        reason = value;
        return this;
    }

    Ending ending() {
        return new Ending(
                Leg.CUSTOMER,
                new Method(method),
                channel,
                place,
                together,
                false,
                false,
                false,
                called,
                answered,
                false,
                false,
                recorded,
                reason);
    }
}
