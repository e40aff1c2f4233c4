package io.contactstatus.decode;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// How records are read.
///
/// @param customerIdentifierAttribute name of the contact attribute that tells who the customer is, exactly as
///   the flows spell it; without one the customer id and then the endpoint's address identify the customer
@Validated
@ConfigurationProperties("contact-status")
record DecodeProperties(
        @Nullable String customerIdentifierAttribute,
        @DefaultValue @Valid Ingest ingest,
        @DefaultValue Transcripts transcripts) {

    DecodeProperties {
        // An environment variable can be emptied but hardly be taken away.
        if (customerIdentifierAttribute != null && customerIdentifierAttribute.isBlank()) {
            customerIdentifierAttribute = null;
        }
    }

    /// How much is read at a time. What is larger becomes a dead letter.
    ///
    /// @param maxRecordSize of one payload as it came, compressed or not
    /// @param maxInflatedSize of everything compressed in one payload after inflating, to be safe from gzip bombs
    record Ingest(
            @DefaultValue("10MB") DataSize maxRecordSize,
            @DefaultValue("32MB") DataSize maxInflatedSize) {

        private static final DataSize MOST = DataSize.ofGigabytes(1);

        @AssertTrue(message = "sizes must be more than 0 and at most 1GB")
        boolean isWithinBounds() {
            return isWithinBounds(maxRecordSize) && isWithinBounds(maxInflatedSize);
        }

        private static boolean isWithinBounds(DataSize size) {
            return size.toBytes() > 0 && size.compareTo(MOST) <= 0;
        }
    }

    /// What Contact Lens hears people say.
    ///
    /// @param store which words are stored. Live ones are shown to those who may read transcripts in any case
    record Transcripts(@DefaultValue("redacted") StoredWords store) {}
}
