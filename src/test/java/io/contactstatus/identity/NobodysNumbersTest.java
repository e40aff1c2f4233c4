package io.contactstatus.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NobodysNumbersTest {

    private final CustomerIdentifiers identifiers = CustomerIdentifiers.inRegion("JP");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "anonymous",
                "Anonymous",
                " ANONYMOUS ",
                "ａｎｏｎｙｍｏｕｓ",
                "Private",
                "Restricted",
                "Unavailable",
                "unknown",
                "Withheld",
                "+266696687",
                "266696687",
                "+266 696 687",
                "+86282452253",
                "+2562533",
                "+8656696",
                "+7378742883",
                "0",
                "+0",
                "0000000000",
                "+00000000000",
                "sip:anonymous@anonymous.invalid",
                "SIP:Anonymous@anonymous.invalid;user=phone",
                "\"Anonymous\" <sip:anonymous@anonymous.invalid>",
                "sips:unavailable@10.0.0.1",
                "sip:+266696687@carrier.example",
                "anonymous@anonymous.invalid",
                "+8190123",
                "+999123456789",
                "+81901234567890123456",
                "1234567890123456789012345"
            })
    void findNobody(String address) {
        assertThat(identifiers.keyOfEndpoint("TELEPHONE_NUMBER", address)).isEmpty();
        assertThat(identifiers.keyOfEndpoint("VOIP", address)).isEmpty();
        assertThat(identifiers.keyOfEndpoint("", address)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "+819012345678,+819012345678",
        "090-1234-5678,+819012345678",
        "+13155550124,+13155550124",
        "+442079460123,+442079460123",
        "110,110",
        "12345,12345",
        "+12345,+12345",
        "1001,1001",
        "0120000000,+81120000000",
        "0266696687,+81266696687",
        "Softphone,Softphone",
        "sip:jane.doe@example.com,sip:jane.doe@example.com"
    })
    void areNotThoseOfTelephonesShortCodesAndExtensions(String address, String key) {
        assertThat(identifiers.keyOfEndpoint("TELEPHONE_NUMBER", address)).hasValue(key);
    }

    @ParameterizedTest
    @CsvSource({"EMAIL_ADDRESS,private@example.com", "'',unknown@example.com", "CHAT,anonymous", "OTHER,+266696687"})
    void areNumbersOnly(String type, String address) {
        assertThat(identifiers.keyOfEndpoint(type, address)).hasValue(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"private", "1234567890123456789", "00000000"})
    void areNotMeantWhereACustomerIsNamed(String identifier) {
        assertThat(identifiers.key(identifier)).hasValue(identifier);
    }

    @Test
    void areThoseOfTheOperatorsOwnList() {
        var own = new CustomerIdentifiers(new IdentityProperties("JP", List.of("非通知", "+81 3 1234 5678")));

        assertThat(own.keyOfEndpoint("TELEPHONE_NUMBER", "非通知")).isEmpty();
        assertThat(own.keyOfEndpoint("TELEPHONE_NUMBER", "+81312345678")).isEmpty();
        assertThat(own.keyOfEndpoint("TELEPHONE_NUMBER", "anonymous")).hasValue("anonymous");
        assertThat(own.keyOfEndpoint("TELEPHONE_NUMBER", "+8190123")).isEmpty();
    }
}
