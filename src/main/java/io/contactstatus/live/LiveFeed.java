package io.contactstatus.live;

import io.contactstatus.live.Subscriber.Ending;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// A feed that is there as long as anybody wants it: nothing is read or kept before.
final class LiveFeed<T> implements Feed<T> {

    private static final Logger log = LoggerFactory.getLogger(LiveFeed.class);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration COME_AGAIN = Duration.ofSeconds(2);
    private static final Duration COME_AGAIN_LATER = Duration.ofSeconds(30);
    private static final byte[] TOO_SLOW = EventText.of(new ServerEvent("dropped", "{\"reason\":\"too-slow\"}"));

    /// After so many refreshes that nobody wanted it is forgotten.
    private static final int LONELY_REFRESHES = 10;

    private final Subject<T> subject;
    private final LiveProperties properties;
    private final Places places;
    private final LiveMetrics metrics;
    private final Object change = new Object();
    private @Nullable Present<T> present;
    private volatile @Nullable String trouble;
    private volatile long wantedAt;

    LiveFeed(Subject<T> subject, LiveProperties properties, Places places, LiveMetrics metrics) {
        this.subject = subject;
        this.properties = properties;
        this.places = places;
        this.metrics = metrics;
        metrics.subscribers(subject.name(), this, LiveFeed::subscribers);
    }

    Subject<T> subject() {
        return subject;
    }

    Duration refresh() {
        return properties.refresh();
    }

    @Override
    public Picture<T> picture() {
        return loaded().picture();
    }

    @Override
    public @Nullable String trouble() {
        return trouble;
    }

    /// @param why the store could not be asked; null when it could
    void trouble(@Nullable String why) {
        trouble = why;
    }

    @Override
    public void follow(Audience<T> audience, @Nullable String after, HttpServletResponse response) throws IOException {
        var asked = asked();
        // Before anything is waited for: of a session that has ended nothing can be found out later.
        var login = Login.of(asked.orElse(null));
        if (asked.isPresent() && asked.get().getMethod().equals("HEAD")) {
            // Nothing would ever be written, so that it was never found out that nobody is there any more.
            new EventStream(response).flush();
            return;
        }
        var caller = asked.map(HttpServletRequest::getRemoteUser).orElse(null);
        places.enter(caller);
        try {
            var careful = new CarefulAudience<>(audience, subject.name(), metrics);
            follow(careful, after, login, loaded(), new EventStream(response));
        } catch (IOException gone) {
            log.debug("a subscriber of {} has gone", subject.name());
        } finally {
            places.leave(caller);
        }
    }

    /// What this thread answers; empty where somebody else than the server calls.
    private static Optional<HttpServletRequest> asked() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }

    private void follow(
            CarefulAudience<T> audience, @Nullable String after, Login login, Present<T> from, EventStream stream)
            throws IOException {
        var subscriber = from.join(audience, after);
        try {
            places.sit(subscriber, login);
            new Following<>(from, subscriber, login, stream, properties).run();
            if (subscriber.ending() == Ending.TOO_SLOW) {
                stream.write(TOO_SLOW);
                stream.flush();
            }
        } catch (RuntimeException failure) {
            // Its message may quote what it was to tell.
            log.error(
                    "{} cannot be told: {}",
                    audience.audience().getClass().getSimpleName(),
                    failure.getClass().getName());
            // It would fail again, and costs each time.
            stream.write(EventText.retry(jittered(COME_AGAIN_LATER) / 1_000_000));
            stream.flush();
        } finally {
            places.stand(subscriber);
            from.leave(subscriber);
            wantedAt = System.nanoTime();
        }
    }

    private Present<T> loaded() {
        var wanted = wanted();
        if (!wanted.awaitLoaded(PATIENCE.toMillis())) {
            throw new Unavailable("What is live could not be read yet", COME_AGAIN);
        }
        return wanted;
    }

    private Present<T> wanted() {
        synchronized (change) {
            wantedAt = System.nanoTime();
            var wanted = present;
            if (wanted == null) {
                wanted = new Present<>(
                        subject, properties.queue(), properties.replay(), () -> metrics.dropped(subject.name()));
                present = wanted;
                change.notifyAll();
            }
            return wanted;
        }
    }

    /// What there is of it now; null as long as nobody wants it.
    @Nullable
    Present<T> present() {
        synchronized (change) {
            return present;
        }
    }

    Present<T> awaitPresent() throws InterruptedException {
        synchronized (change) {
            while (present == null) {
                change.wait();
            }
            return present;
        }
    }

    /// Forgets everything, if nobody has wanted it for long.
    void forgetIfLonely() {
        synchronized (change) {
            var lonely = properties.refresh().multipliedBy(LONELY_REFRESHES);
            if (present != null && !present.isFollowed() && System.nanoTime() - wantedAt > lonely.toNanos()) {
                present = null;
            }
        }
    }

    int subscribers() {
        var now = present();
        return now == null ? 0 : now.subscribers();
    }

    /// Give or take a tenth, so that not all come again at once.
    static long jittered(Duration duration) {
        var nanos = duration.toNanos();
        return nanos + ThreadLocalRandom.current().nextLong(-nanos / 10, nanos / 10 + 1);
    }
}
