package io.contactstatus.deadletters;

import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.ingest.IngestOutcome;
import io.contactstatus.ingest.IngestProperties;
import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.store.StoreRetry;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Lets dead letters try again, after what was wrong has been mended.
@Component
public class DeadLetterReplay {

    private final ContactIngest ingest;
    private final DeadLetterStore letters;
    private final IngestProperties properties;

    DeadLetterReplay(ContactIngest ingest, DeadLetterStore letters, IngestProperties properties) {
        this.ingest = ingest;
        this.letters = letters;
        this.properties = properties;
    }

    /// The letter is gone afterwards, unless something in it is still rejected. Empty when there was none.
    public Optional<IngestOutcome> replay(String id) {
        return letters.find(id).map(letter -> {
            var outcome = ingest.retry(
                    letter.payload(), StoreRetry.of(properties.http().patience()));
            if (outcome.rejectedCount() == 0) {
                letters.delete(id);
            }
            return outcome;
        });
    }
}
