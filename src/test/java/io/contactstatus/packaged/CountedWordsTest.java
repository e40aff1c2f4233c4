package io.contactstatus.packaged;

import static io.contactstatus.packaged.Written.matches;
import static io.contactstatus.packaged.Written.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What alarms count in the log of the service, as it is written down. Other words would be an alarm that is never
/// raised.
class CountedWordsTest {

    private static final String CAPTURE = "infra/terraform/capture.tf";

    @Test
    void areTheSameInBothTemplates() {
        var pattern = matches(CAPTURE, "pattern += \"(.*)\"$").getFirst().replace("\\\"", "\"");

        assertThat(text("infra/cloudformation/contact-status.yaml")).contains("FilterPattern: '" + pattern + "'");
    }

    /// The others are those of a bucket that is away, which is seen to say them where audio is captured into one.
    @Test
    void areThoseOfACaptureThatBreaks() {
        assertThat(matches(CAPTURE, "pattern += .*\\?\\\\\"(broke.*?)\\\\\""))
                .singleElement()
                .satisfies(words -> assertThat(text("src/main/java/io/contactstatus/media/capture/CaptureWork.java"))
                        .contains(words));
    }
}
