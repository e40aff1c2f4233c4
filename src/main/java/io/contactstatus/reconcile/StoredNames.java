package io.contactstatus.reconcile;

import io.contactstatus.background.BackgroundLoop;
import io.contactstatus.background.BackgroundLoop.Next;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.NameStore;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/// Reads the names that were asked for, by whichever instance.
final class StoredNames implements SmartLifecycle {

    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final BackgroundLoop loop;

    StoredNames(NameStore store, LearntNames learnt) {
        loop = BackgroundLoop.of("names", () -> {
                    store.all().forEach(name -> put(learnt, name));
                    return Next.after(INTERVAL);
                })
                .onFailure(away -> INTERVAL.dividedBy(10));
    }

    static void put(LearntNames learnt, NameStore.Name name) {
        switch (name.kind()) {
            case QUEUE -> learnt.queue(name.arn(), name.name(), name.at());
            case AGENT -> learnt.agent(name.arn(), name.name());
        }
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop(Duration.ofSeconds(2));
    }

    @Override
    public boolean isRunning() {
        return loop.isAlive();
    }
}
