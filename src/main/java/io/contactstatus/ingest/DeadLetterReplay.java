package io.contactstatus.ingest;

import io.contactstatus.store.DeadLetterStore;
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
            var outcome =
                    ingest.retry(letter.payload(), Patience.of(properties.http().patience()));
            if (outcome.rejected().isEmpty()) {
                letters.delete(id);
            }
            return outcome;
        });
    }
}
