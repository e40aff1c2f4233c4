package io.contactstatus.bench;

import java.time.Duration;
import java.util.List;

/// What a contact costs to write, all tables and indexes together.
final class WriteUnits {

    /// An item may have 400 KB.
    private static final int MOST = 400 * 1024;

    private WriteUnits() {}

    /// @param ofFigures the entry that figures of queues are summed up from, and that the queue is known
    record Units(double all, double ofFigures) {

        static Units of(MeteredService service) {
            var places = service.writeUnitsByPlace();
            var ofFigures =
                    places.getOrDefault("ContactStatus/Ended-index", 0.0) + places.getOrDefault("QueueFigures", 0.0);
            return new Units(service.writeUnits(), ofFigures);
        }

        double besideFigures() {
            return all - ofFigures;
        }
    }

    static Units oneByOne(SampleContact contact) {
        try (var service = new MeteredService()) {
            contact.singly().forEach(payload -> service.accept(List.of(payload)));
            return Units.of(service);
        }
    }

    static double announcedOneByOne(SampleContact contact) {
        try (var service = MeteredService.announcing()) {
            contact.singly().forEach(payload -> service.accept(List.of(payload)));
            return service.writeUnits();
        }
    }

    /// With half a minute between records.
    static double listedOneByOne(SampleContact contact) {
        try (var service = MeteredService.listingChanges()) {
            contact.singly().forEach(payload -> {
                service.accept(List.of(payload));
                service.pass(Duration.ofSeconds(30));
            });
            return service.writeUnits();
        }
    }

    static Units inOneBatch(SampleContact contact) {
        try (var service = new MeteredService()) {
            service.accept(contact.together());
            return Units.of(service);
        }
    }

    /// What it would cost to keep the history as a list inside the contact's item, written anew with each event.
    ///
    /// @param fits how many events find room; the item is full then
    record Rewritten(long units, int fits) {

        static Rewritten of(int head, List<Integer> entries) {
            var size = head;
            var units = 0L;
            var fits = 0;
            for (var entry : entries) {
                if (size + entry > MOST) {
                    break;
                }
                size += entry;
                units += (size + 1023) / 1024;
                fits++;
            }
            return new Rewritten(units, fits);
        }
    }
}
