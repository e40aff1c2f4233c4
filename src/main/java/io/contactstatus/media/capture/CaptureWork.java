package io.contactstatus.media.capture;

import io.contactstatus.contact.ContactId;
import io.contactstatus.jobs.TakenJob;
import io.contactstatus.jobs.Work;
import io.contactstatus.media.MediaProperties;
import io.contactstatus.media.capture.CaptureRun.Patience;
import io.contactstatus.objects.ObjectStore;
import io.contactstatus.store.Capture;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.ContactStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Capturing one contact, as a job: when the instance that does it dies, another one goes on with it.
///
/// The lease decides which instance captures. The parts of the recording, which are created once, decide that no other
/// one writes: a lease may be lost unnoticed, a part may not.
final class CaptureWork implements Work {

    static final String KIND = "capture";
    static final String CONTACT = "contact";

    private static final Logger log = LoggerFactory.getLogger(CaptureWork.class);

    /// Twice what a stream takes, so that one more capture of it may come.
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration PAUSE_AFTER_A_BREAK = Duration.ofSeconds(5);

    /// Of each call that is read, so many that are not: those that wait for a yes, or were stopped.
    private static final int MOST_RESTING = 4;

    private final ContactStore contacts;
    private final CaptureStore captures;
    private final CaptureOrders orders;
    private final VideoStreams streams;
    private final ObjectStore store;
    private final MediaProperties properties;
    private final Listening listening;
    private final CaptureMetrics metrics;
    private final Clock clock;
    private final SecureRandom owners = new SecureRandom();

    CaptureWork(
            ContactStore contacts,
            CaptureStore captures,
            CaptureOrders orders,
            VideoStreams streams,
            ObjectStore store,
            MediaProperties properties,
            Listening listening,
            CaptureMetrics metrics,
            Clock clock) {
        this.contacts = contacts;
        this.captures = captures;
        this.orders = orders;
        this.streams = streams;
        this.store = store;
        this.properties = properties;
        this.listening = listening;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Duration lease(Duration usual) {
        return properties.lease();
    }

    @Override
    public int atOnce(int usual) {
        var calls = properties.calls();
        return calls + Math.min(MOST_RESTING * calls, metrics.resting());
    }

    @Override
    public void run(TakenJob job) throws InterruptedException {
        var contact = new ContactId(Objects.requireNonNull(job.request().get(CONTACT)));
        metrics.begins(contact);
        try {
            while (!isDone(contact)) {
                Thread.sleep(PAUSE_AFTER_A_BREAK);
            }
        } finally {
            metrics.ends(contact);
            listening.ended(contact);
        }
    }

    private boolean isDone(ContactId contact) throws InterruptedException {
        try {
            // Its item has expired: there is nothing left that could be captured, however often it is begun again.
            if (captures.find(contact).map(Capture::order).isEmpty()) {
                return true;
            }
            var call = new StoredCall(contact, contacts, captures, orders, properties, listening, metrics);
            var writer = new Writer(call, store, properties.maxGap(), properties.segment(), owners.nextLong());
            new CaptureRun(call, streams, writer, new Patience(properties.silence(), PAUSE), clock).run();
            return true;
        } catch (CaptureLost another) {
            log.info("{} is captured elsewhere now", contact.value());
            // What was streamed after a recording that was just being finished is another one.
            return !another.isFinished();
        } catch (RuntimeException unexpected) {
            if (Thread.currentThread().isInterrupted()) {
                throw unexpected;
            }
            // Its message may quote what was read.
            log.error(
                    "the capture of {} broke, and is begun again: {} at {}",
                    contact.value(),
                    unexpected.getClass().getName(),
                    unexpected.getStackTrace().length == 0 ? "?" : unexpected.getStackTrace()[0]);
            return false;
        }
    }
}
