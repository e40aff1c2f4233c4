package io.contactstatus.announce;

import io.contactstatus.jobs.ContinuousWork;
import io.contactstatus.jobs.TakenJob;
import io.contactstatus.store.StoreUnavailable;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks for conversations that have been over for long enough, on one instance.
final class ConversationWork implements ContinuousWork {

    private static final Logger log = LoggerFactory.getLogger(ConversationWork.class);

    private static final int AT_ONCE = 100;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private final Conversations conversations;
    private final Duration pause;

    ConversationWork(Conversations conversations, ConversationProperties properties) {
        this.conversations = conversations;
        var part = properties.settle().dividedBy(10);
        pause = part.compareTo(LONGEST_PAUSE) < 0 ? part : LONGEST_PAUSE;
    }

    @Override
    public String kind() {
        return "conversations";
    }

    @Override
    public Map<String, Map<String, String>> standing() {
        return Map.of("over", Map.of());
    }

    @Override
    public void run(TakenJob job) throws InterruptedException {
        while (true) {
            var more = round();
            // Also finds out that another instance has it.
            job.advance(Map.of());
            if (!more) {
                Thread.sleep(pause);
            }
        }
    }

    private boolean round() {
        try {
            return conversations.settle(AT_ONCE);
        } catch (StoreUnavailable away) {
            log.warn("ends of conversations are announced later: {}", away.getMessage());
            return false;
        }
    }
}
