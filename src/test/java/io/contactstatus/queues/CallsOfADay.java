package io.contactstatus.queues;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// Calls and callbacks of some hours as they are heard of: 5 % of the records are late by hours, 3 % come twice. The
/// same for everybody who asks for as many.
///
/// @param heard in the order in which they arrive
record CallsOfADay(List<String> queues, List<ContactId> contacts, List<Heard> heard) {

    /// DynamoDB Local deletes what has expired by the real clock: nothing here may have.
    static final Instant START = Instant.parse("2046-01-05T00:00:00Z");

    static final String INSTANCE = "6c6b9f0e-8a51-4c6a-9d6a-0d9f3b1f14aa";

    private static final String ARN = "arn:aws:connect:eu-west-2:123456789012:instance/" + INSTANCE;

    record Heard(Instant arrives, Contact fact) {}

    static CallsOfADay of(int contacts, int queues, Duration hours) {
        return new Making(queues).day(contacts, hours);
    }

    private static final class Making {

        private final Random random = new Random(14);
        private final List<String> queues = new ArrayList<>();
        private final List<ContactId> contacts = new ArrayList<>();

        Making(int queues) {
            for (var number = 0; number < queues; number++) {
                this.queues.add(ARN + "/queue/" + id());
            }
        }

        private String id() {
            return new UUID(random.nextLong(), random.nextLong()).toString();
        }

        CallsOfADay day(int calls, Duration hours) {
            var heard = new ArrayList<Heard>();
            while (contacts.size() < calls) {
                var at = START.plusMillis(random.nextLong(hours.toMillis()));
                for (var fact : call(at)) {
                    var isLate = random.nextInt(100) < 5;
                    var arrives = fact.arrives().plusSeconds(isLate ? 3600 + random.nextInt(3 * 3600) : 1);
                    heard.add(new Heard(arrives, fact.fact()));
                    if (random.nextInt(100) < 3) {
                        heard.add(new Heard(arrives.plusSeconds(random.nextInt(1000)), fact.fact()));
                    }
                }
            }
            heard.sort(Comparator.comparing(Heard::arrives));
            return new CallsOfADay(queues, contacts, heard);
        }

        private List<Heard> call(Instant began) {
            var id = new ContactId(id());
            contacts.add(id);
            var queue = queues.get(random.nextInt(queues.size()));
            var left = began.plusSeconds(random.nextInt(60));
            var facts = new ArrayList<Heard>();
            facts.add(told(
                    id,
                    began,
                    it -> it.initiated(Moment.exact(began))
                            .initiationMethod(random.nextInt(10) == 0 ? "CALLBACK" : "INBOUND")
                            .enqueued(Moment.exact(began), queue)
                            .queue(queue, began)));
            if (random.nextInt(4) > 0) {
                var agent = ARN + "/agent/" + id();
                facts.add(told(
                        id, left, it -> it.connectedToAgent(Moment.exact(left)).agent(agent, left)));
                // Some talks are longer than intervals stay open.
                var end = left.plusSeconds(random.nextInt(random.nextInt(10) == 0 ? 7200 : 900));
                facts.add(told(id, end, it -> it.disconnected(Moment.exact(end))));
            } else {
                facts.add(told(
                        id,
                        left,
                        it -> it.disconnected(Moment.exact(left)).disconnectReason("CUSTOMER_DISCONNECT", left)));
            }
            return facts;
        }

        private static Heard told(ContactId id, Instant at, UnaryOperator<Facts> more) {
            var facts =
                    more.apply(Facts.about(id, Source.CONTACT_EVENT).heardAt(at).channel("VOICE", at));
            return new Heard(at, facts.toContact());
        }
    }
}
