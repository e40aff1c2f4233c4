package io.contactstatus.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Tests rely on it that no page complains unheard.
class BrowserTest {

    @RegisterExtension
    static final Browser browser = new Browser();

    @Test
    void hearsAlsoWhatAPageThatIsOpenedLaterComplainsOf() {
        var second = browser.page().context().newPage();
        var heard = new ArrayList<String>();

        second.evaluate("console.error('said')");
        second.evaluate("setTimeout(() => { throw new Error('thrown'); })");

        second.waitForCondition(() -> {
            heard.addAll(browser.takeComplaints());
            return heard.size() == 2;
        });
        assertThat(heard).anyMatch(one -> one.contains("said")).anyMatch(one -> one.contains("thrown"));
    }
}
