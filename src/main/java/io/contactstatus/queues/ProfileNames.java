package io.contactstatus.queues;

import io.contactstatus.background.BackgroundLoop;
import io.contactstatus.background.BackgroundLoop.Next;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.ProfileQueuesStore;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;

/// Reads what the queues of routing profiles are called. Agents tell it to the instance that reads their events, and
/// that one keeps it for all.
final class ProfileNames implements SmartLifecycle {

    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final ProfileQueuesStore profiles;
    private final LearntNames learnt;
    private final BackgroundLoop loop;

    ProfileNames(ProfileQueuesStore profiles, LearntNames learnt) {
        this.profiles = profiles;
        this.learnt = learnt;
        loop = BackgroundLoop.of("profile-names", () -> {
                    learn();
                    return Next.after(INTERVAL);
                })
                .onFailure(away -> INTERVAL.dividedBy(10));
    }

    void learn() {
        for (var profile : profiles.all()) {
            profile.queueNames().forEach((id, name) -> learnt.queue(id, name, profile.at()));
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
