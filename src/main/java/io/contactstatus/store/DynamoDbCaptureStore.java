package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// One item for each contact. What is said of it is an attribute of its own each, so that writers need not read
/// before.
final class DynamoDbCaptureStore implements CaptureStore {

    private static final String STREAM = "Stream_Arn";
    private static final String STARTED_AT = "Stream_Started";
    private static final String STOPPED_AT = "Stream_Stopped";
    private static final String LAST_FRAGMENT = "Stream_Last_Fragment";
    private static final String CONSENT_GIVEN = "Consent_Given";
    private static final String CONSENT_REFUSED = "Consent_Refused";
    private static final String PAUSES_BEGUN = "Pauses_Begun";
    private static final String PAUSES_ENDED = "Pauses_Ended";
    private static final String SILENT_FROM = "Silent_From";
    private static final String CHAIN = "Initial_Contact_Id";
    private static final String CUSTOMER_KEYS = "Customer_Keys";
    private static final String RECORDED_STREAM = "Recorded_Stream";
    private static final String RECORDED_FROM = "Recorded_From";
    private static final String RECORDED_UNTIL = "Recorded_Until";
    private static final String RUN = "Run#";

    /// No contact's: ids have no spaces.
    private static final String DIRECTORY = "the directory";

    private static final String DIRECTORY_ID = "Directory_Id";

    /// Nobody who speaks on a telephone pauses more often; both sets of so many take 4 kB.
    private static final int MOST_PAUSES = 200;

    private final Dynamo dynamo;
    private final Tables tables;
    private final Clock clock;
    private final CustomerKeyTable customerKeys;

    DynamoDbCaptureStore(Dynamo dynamo, Tables tables, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.clock = clock;
        customerKeys = new CustomerKeyTable(dynamo, tables);
    }

    @Override
    public void order(ContactId contact, Capture.Order order, Duration keep) {
        // The same order without its end, read once more, must not take the end away.
        var later = order.stoppedAt() == null && order.lastFragment() == null ? "<" : "<=";
        var start = number(order.startedAt().toEpochMilli());
        dynamo.update(new Update()
                .set(STREAM, text(order.streamArn()))
                .set(STARTED_AT, start)
                .set(STOPPED_AT, millis(order.stoppedAt()))
                .set(LAST_FRAGMENT, order.lastFragment() == null ? null : text(order.lastFragment()))
                .when("attribute_not_exists(%1$s) OR %1$s %2$s :start".formatted(STARTED_AT, later), ":start", start)
                .of(contact, keep));
    }

    @Override
    public void consent(ContactId contact, boolean given, Instant at, Duration keep) {
        if (given) {
            setTo(contact, CONSENT_GIVEN, ">", at, keep);
        } else {
            setTo(contact, CONSENT_REFUSED, "<", at, keep);
        }
    }

    @Override
    public void pause(ContactId contact, boolean begins, Instant at, Duration keep) {
        var marks = begins ? PAUSES_BEGUN : PAUSES_ENDED;
        var millis = Long.toString(at.toEpochMilli());
        var isMarked = dynamo.update(new Update()
                .add(marks, AttributeValue.fromNs(List.of(millis)))
                .when(
                        "attribute_not_exists(%1$s) OR size(%1$s) < :most OR contains(%1$s, :mark)".formatted(marks),
                        ":mark",
                        AttributeValue.fromN(millis))
                .with(":most", number(MOST_PAUSES))
                .of(contact, keep));
        if (!isMarked && begins) {
            setTo(contact, SILENT_FROM, ">", at, keep);
        }
    }

    /// @param than what the time that is there already has to be to be replaced: later, `>`, or earlier
    private void setTo(ContactId contact, String attribute, String than, Instant at, Duration keep) {
        var time = number(at.toEpochMilli());
        dynamo.update(new Update()
                .set(attribute, time)
                .when("attribute_not_exists(%1$s) OR %1$s %2$s :time".formatted(attribute, than), ":time", time)
                .of(contact, keep));
    }

    @Override
    public void belongs(ContactId contact, Capture.Belonging to, Duration keep) {
        var keys = List.copyOf(to.customerKeys());
        // First: what is recorded can be found by whom it is of.
        keys.forEach(
                key -> customerKeys.putRecorded(key, contact, clock.instant().plus(keep)));
        dynamo.update(new Update()
                .set(CHAIN, text(to.initialContactId()))
                .set(CUSTOMER_KEYS, keys.isEmpty() ? null : AttributeValue.fromSs(keys))
                .of(contact, keep));
    }

    @Override
    public void recorded(ContactId contact, Capture.Recorded recorded, Duration keep) {
        dynamo.update(new Update()
                .set(RECORDED_STREAM, text(recorded.streamArn()))
                .set(RECORDED_FROM, number(recorded.from().toEpochMilli()))
                .set(RECORDED_UNTIL, millis(recorded.until()))
                .of(contact, keep));
    }

    @Override
    public void run(ContactId contact, int number, Map<String, String> said, Duration keep) {
        dynamo.update(new Update().set(RUN + number, JobItem.texts(said)).of(contact, keep));
    }

    @Override
    public boolean replaceRun(
            ContactId contact,
            int number,
            @Nullable Map<String, String> before,
            Map<String, String> said,
            Duration keep) {
        var run = RUN + number;
        return dynamo.update(new Update()
                .set(run, JobItem.texts(said))
                .whenItIs(run, before == null ? null : JobItem.texts(before))
                .of(contact, keep));
    }

    private static @Nullable AttributeValue millis(@Nullable Instant time) {
        return time == null ? null : number(time.toEpochMilli());
    }

    /// An update of one item.
    private final class Update {

        private final Map<String, String> names = new HashMap<>(Map.of("#expiry", Tables.EXPIRY));
        private final Map<String, AttributeValue> values = new HashMap<>();
        private final List<String> set = new ArrayList<>(List.of("#expiry = :expiry"));
        private final List<String> remove = new ArrayList<>();
        private final List<String> add = new ArrayList<>();
        private @Nullable String condition;

        /// @param value null removes the attribute
        Update set(String attribute, @Nullable AttributeValue value) {
            var name = "#a" + names.size();
            names.put(name, attribute);
            if (value == null) {
                remove.add(name);
            } else {
                var placeholder = ":a" + names.size();
                values.put(placeholder, value);
                set.add(name + " = " + placeholder);
            }
            return this;
        }

        /// To a set.
        Update add(String attribute, AttributeValue members) {
            values.put(":members", members);
            add.add(attribute + " :members");
            return this;
        }

        Update when(String whatHasToHold, String placeholder, AttributeValue value) {
            condition = whatHasToHold;
            return with(placeholder, value);
        }

        /// @param value null where there is none
        Update whenItIs(String attribute, @Nullable AttributeValue value) {
            names.put("#held", attribute);
            if (value == null) {
                condition = "attribute_not_exists(#held)";
                return this;
            }
            return when("#held = :held", ":held", value);
        }

        Update with(String placeholder, AttributeValue value) {
            values.put(placeholder, value);
            return this;
        }

        UpdateItemRequest.Builder of(ContactId contact, Duration keep) {
            return of(contact.value(), keep);
        }

        UpdateItemRequest.Builder of(String key, Duration keep) {
            values.put(":expiry", number(clock.instant().plus(keep).getEpochSecond()));
            return UpdateItemRequest.builder()
                    .tableName(tables.captures())
                    .key(Map.of(Tables.CONTACT_ID, text(key)))
                    .updateExpression(clause("SET", set) + clause("REMOVE", remove) + clause("ADD", add))
                    .conditionExpression(condition)
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(values);
        }

        private static String clause(String word, List<String> parts) {
            return parts.isEmpty() ? "" : word + " " + String.join(", ", parts) + " ";
        }
    }

    @Override
    public void erase(ContactId contact) {
        dynamo.delete(DeleteItemRequest.builder()
                .tableName(tables.captures())
                .key(Map.of(Tables.CONTACT_ID, text(contact.value()))));
    }

    @Override
    public Optional<Capture> find(ContactId contact) {
        var item = dynamo.get(GetItemRequest.builder()
                .tableName(tables.captures())
                .key(Map.of(Tables.CONTACT_ID, text(contact.value())))
                .consistentRead(true));
        return item.isEmpty() || number(item, Tables.EXPIRY) <= clock.instant().getEpochSecond()
                ? Optional.empty()
                : Optional.of(read(item));
    }

    @Override
    public boolean claimDirectory(String id, Duration lease) {
        return dynamo.update(new Update()
                .set(DIRECTORY_ID, text(id))
                .when(
                        "attribute_not_exists(%1$s) OR %1$s = :id OR #expiry < :now".formatted(DIRECTORY_ID),
                        ":id",
                        text(id))
                .with(":now", number(clock.instant().getEpochSecond()))
                .of(DIRECTORY, lease));
    }

    @Override
    public void releaseDirectory(String id) {
        dynamo.update(
                new Update().when(DIRECTORY_ID + " = :id", ":id", text(id)).of(DIRECTORY, Duration.ofSeconds(-1)));
    }

    private static Capture read(Map<String, AttributeValue> item) {
        var runs = new TreeMap<Integer, Map<String, String>>();
        item.forEach((name, value) -> {
            if (name.startsWith(RUN)) {
                runs.put(Integer.valueOf(name.substring(RUN.length())), texts(value));
            }
        });
        return new Capture(
                order(item),
                new Capture.Consent(Attributes.instant(item, CONSENT_GIVEN), Attributes.instant(item, CONSENT_REFUSED)),
                new Capture.PauseMarks(
                        times(item, PAUSES_BEGUN), times(item, PAUSES_ENDED), Attributes.instant(item, SILENT_FROM)),
                belonging(item),
                recorded(item),
                runs);
    }

    private static SortedSet<Instant> times(Map<String, AttributeValue> item, String name) {
        var times = new TreeSet<Instant>();
        var those = item.get(name);
        if (those != null) {
            those.ns().forEach(millis -> times.add(Instant.ofEpochMilli(Long.parseLong(millis))));
        }
        return times;
    }

    private static Capture.@Nullable Belonging belonging(Map<String, AttributeValue> item) {
        var chain = text(item, CHAIN);
        var keys = item.get(CUSTOMER_KEYS);
        return chain == null ? null : new Capture.Belonging(chain, keys == null ? Set.of() : Set.copyOf(keys.ss()));
    }

    private static Capture.@Nullable Recorded recorded(Map<String, AttributeValue> item) {
        var stream = text(item, RECORDED_STREAM);
        var from = Attributes.instant(item, RECORDED_FROM);
        return stream == null || from == null
                ? null
                : new Capture.Recorded(stream, from, Attributes.instant(item, RECORDED_UNTIL));
    }

    private static Capture.@Nullable Order order(Map<String, AttributeValue> item) {
        var stream = text(item, STREAM);
        var started = Attributes.instant(item, STARTED_AT);
        return stream == null || started == null
                ? null
                : new Capture.Order(stream, started, Attributes.instant(item, STOPPED_AT), text(item, LAST_FRAGMENT));
    }

    private static Map<String, String> texts(AttributeValue map) {
        return map.m().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().s()));
    }
}
