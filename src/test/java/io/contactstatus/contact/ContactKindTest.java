package io.contactstatus.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContactKindTest {

    @ParameterizedTest
    @CsvSource({
        "VOICE, CALL",
        "CHAT, CHAT",
        "TASK, TASK",
        "EMAIL, EMAIL",
        "SOMETHING_NEW, CALL",
        ", CALL",
    })
    void isSaidByTheChannel(@Nullable String channel, ContactKind kind) {
        assertThat(ContactKind.of(channel, Phase.Kind.QUEUE, "INBOUND")).isEqualTo(kind);
        assertThat(ContactKind.of(channel, Phase.Kind.WITH_AGENT, "CALLBACK")).isEqualTo(kind);
        assertThat(ContactKind.of(channel, null, null)).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource(Phase.Kind.class)
    void aCallbackIsOneAsLongAsItWaits(Phase.Kind phase) {
        var expected = switch (phase) {
            case SCHEDULED, QUEUE -> ContactKind.CALLBACK;
            case FLOW, RINGING, DIALLING, WITH_AGENT, ON_HOLD, PAUSED, OUTSIDE, CONSULT, AFTER_CONTACT_WORK ->
                ContactKind.CALL;
        };

        assertThat(ContactKind.of("VOICE", phase, "CALLBACK")).isEqualTo(expected);
        assertThat(ContactKind.of("VOICE", phase, "CALLBACK_CUSTOMER_FIRST_QUEUED"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Phase.Kind.class)
    void whoWasDialledFirstIsOnTheLine(Phase.Kind phase) {
        assertThat(ContactKind.of("VOICE", phase, "CALLBACK_CUSTOMER_FIRST_DIALED"))
                .isEqualTo(ContactKind.CALL);
    }
}
