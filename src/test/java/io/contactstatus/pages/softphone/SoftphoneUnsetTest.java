package io.contactstatus.pages.softphone;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.contactstatus.pages.Browser;
import io.contactstatus.pages.OpenService;
import io.contactstatus.pages.StagedCall;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Without an instance of Amazon Connect, and with addresses that are none.
@OpenService
class SoftphoneUnsetTest {

    @RegisterExtension
    static final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @Test
    void saysWhatToSetAndFollowsAContactAllTheSame() {
        var call = StagedCall.to(port).initiated();
        var page = browser.page();

        page.navigate("http://localhost:" + port + "/ui/softphone?contact=" + call.id);

        assertThat(page.locator(".unset")).containsText("instance-url");
        assertThat(page.locator(".unset")).containsText("http://localhost:" + port);
        assertThat(page.locator("#current [data-slot=id]")).hasText(call.id);
        assertThat(page.locator("#part-now .chip")).hasText("Initiated");
        assertThat(page.locator("iframe")).hasCount(0);
        Browser.assertAccessible(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://example.my.connect.aws", "javascript:alert(1)", "/ccp-v2", "ftp://localhost/"})
    void anAddressThatOthersCouldChangeIsRefused(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(address))
                .withMessageContaining("contact-status.softphone.instance-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.my.connect.aws", "https://example.my.connect.aws/ccp-v2/"})
    void thePanelIsWhereTheInstanceHasIt(String address) {
        assertThat(settings(address).panel()).hasToString("https://example.my.connect.aws/ccp-v2/");
    }

    @Test
    void anOldInstanceHasItElsewhere() {
        assertThat(settings("https://example.awsapps.com/connect").panel())
                .hasToString("https://example.awsapps.com/connect/ccp-v2/");
    }

    private static SoftphoneProperties settings(String address) {
        return new SoftphoneProperties(URI.create(address), null, null, Duration.ofSeconds(10));
    }
}
