package io.contactstatus.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubtypeTest {

    @ParameterizedTest
    @CsvSource({
        "SMS, connect:SMS, true",
        "connect:SMS, connect:SMS, true",
        "sms, connect:SMS, true",
        "Connect:sms, SMS, true",
        "SM, connect:SMS, false",
        "connect:SMS, connect:Chat, false",
        "connect:, connect:SMS, false",
        "SMS, , false"
    })
    void isMeantWithOrWithoutItsPrefix(String asked, @Nullable String subtype, boolean meant) {
        assertThat(Subtype.isMeant(asked, subtype)).isEqualTo(meant);
    }

    @Test
    void isWorthAWordWhereItSaysMoreThanTheChannel() {
        assertThat(Subtype.beyondChannel("connect:SMS")).isEqualTo("SMS");
        assertThat(Subtype.beyondChannel("connect:OfTomorrow")).isEqualTo("OfTomorrow");
        assertThat(Subtype.beyondChannel("custom:Kiosk")).isEqualTo("custom:Kiosk");
        for (var ordinary : new String[] {"connect:Telephony", "connect:Chat", "connect:Task", "connect:Email"}) {
            assertThat(Subtype.beyondChannel(ordinary)).isNull();
        }
        assertThat(Subtype.beyondChannel(null)).isNull();
        assertThat(Subtype.beyondChannel("connect:")).isNull();
    }
}
