package io.contactstatus.media.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ContactRecord;
import io.contactstatus.contact.Edition;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Identity;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.media.MediaProperties;
import io.contactstatus.store.Capture;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/// A read that is eventually consistent does not show what was written just now; DynamoDB Local never does that.
class LateReadsTest {

    private static final Duration KEEP = Duration.ofDays(1);

    private final ContactId id = new ContactId(UUID.randomUUID().toString());
    private final Instant begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final TestStores stores = TestStores.over(
            LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), new SimpleMeterRegistry(), Clock.systemUTC());
    private final MediaProperties properties = new Binder(new MapConfigurationPropertySource(Map.of(
                    "media.enabled", "true",
                    "media.directory", "none",
                    "media.retention", "1d",
                    "media.consent-attribute", "consent",
                    "media.stream-prefix", "connect-")))
            .bind("media", MediaProperties.class)
            .get();
    private Optional<StoredContact> late = Optional.empty();
    private final ContactStore contacts = (ContactStore) Proxy.newProxyInstance(
            ContactStore.class.getClassLoader(), new Class<?>[] {ContactStore.class}, (any, method, arguments) -> {
                if (method.getName().equals("find") && method.getParameterCount() == 1) {
                    return late;
                }
                try {
                    return method.invoke(stores.contacts(), arguments);
                } catch (InvocationTargetException failed) {
                    throw Objects.requireNonNull(failed.getCause());
                }
            });
    private final CaptureOrders orders =
            new CaptureOrders(contacts, stores.captures(), stores.jobs(), properties, Clock.systemUTC());

    @Test
    void aRefusalThatTheContactRecordTellsCountsThoughItsContactIsReadAsItWas() {
        stores.captures().consent(id, true, begun, KEEP);
        late = Optional.of(
                stores.contacts().join(call().attribute("consent", "yes", begun).toContact()));
        var record = record("no");
        stores.contacts().join(record);

        orders.stored(record, null);

        assertThat(permission()).isInstanceOf(Permission.Withdrawn.class);
    }

    @Test
    void aCallWhoseContactCannotBeReadYetIsNotOver() {
        stores.captures()
                .order(id, new Capture.Order("arn:aws:kinesisvideo:eu-west-2:1:stream/connect-1/1", begun), KEEP);
        stores.contacts().join(call().toContact());

        assertThat(state().over()).isFalse();
    }

    @Test
    void aCallWithoutAContactIsOver() {
        stores.captures()
                .order(id, new Capture.Order("arn:aws:kinesisvideo:eu-west-2:1:stream/connect-1/1", begun), KEEP);

        assertThat(state().over()).isTrue();
    }

    private CallState state() {
        var metrics = new CaptureMetrics(new SimpleMeterRegistry(), Clock.systemUTC());
        var listening = new Listening(contact -> {
            throw new AssertionError("there is no listener");
        });
        return new StoredCall(id, contacts, stores.captures(), orders, properties, listening, metrics).state();
    }

    private Permission permission() {
        return Permission.of(stores.captures().find(id).orElseThrow().consent());
    }

    private Facts call() {
        return Facts.about(id, Source.CONTACT_EVENT)
                .heardAt(begun)
                .channel("VOICE", begun)
                .initiationMethod("INBOUND")
                .initiated(Moment.exact(begun));
    }

    private Contact record(String consent) {
        var edition = new Edition(begun.plusSeconds(60), false, "digest");
        var statement = new ContactRecord(
                edition,
                null,
                "VOICE",
                null,
                "INBOUND",
                begun,
                null,
                null,
                begun.plusSeconds(50),
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                new TreeMap<>(Map.of("consent", consent)),
                Collections.emptySortedMap(),
                0,
                null,
                false,
                false);
        return Facts.about(id, Source.CONTACT_RECORD)
                .record(statement, new Identity.Recorded(edition, null, null, null, false), false)
                .toContact();
    }
}
