package io.contactstatus.bench;

import io.contactstatus.bench.WriteUnits.Rewritten;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Prints what contacts cost to write and to read.
final class WriteUnitsReport {

    private static final int THOUSAND = 1_000;

    private final PrintStream out;

    WriteUnitsReport(PrintStream out) {
        this.out = out;
    }

    void print() {
        contact("chat, 14 events", SampleContact.chat(1));
        contact("call, 500 flow-log lines", SampleContact.call(2, 500));
        thousands(SampleContact.call(3, 10_000));
        stages(SampleContact.call(4, 30));
    }

    private void contact(String name, SampleContact contact) {
        out.printf("%n## %s (%d events)%n%n", name, contact.events());
        try (var single = new MeteredService();
                var batch = new MeteredService();
                var announcing = MeteredService.announcing()) {
            contact.singly().forEach(payload -> announcing.accept(List.of(payload)));
            contact.singly().forEach(payload -> single.accept(List.of(payload)));
            batch.accept(contact.together());
            row("one by one", contact, single);
            row("in one batch", contact, batch);
            row("announced", contact, announcing);
            var entries = single.historySizes(contact.id());
            var rewritten = Rewritten.of(single.headSize(contact.id()), entries);
            out.printf(
                    "one item rewritten per event: %d units for the %d events that fit; %.1f times one by one%n",
                    rewritten.units(), rewritten.fits(), rewritten.units() / single.writeUnits());
            out.printf(
                    "history items: %d of %d to %d bytes, %d over 1,024; head item at the end: %d bytes%n",
                    entries.size(),
                    entries.stream().mapToInt(size -> size).min().orElse(0),
                    entries.stream().mapToInt(size -> size).max().orElse(0),
                    entries.stream().filter(size -> size > 1024).count(),
                    single.headSize(contact.id()));
        }
    }

    private void row(String way, SampleContact contact, MeteredService service) {
        out.printf(
                "%-14s %8.1f write units (%.2f per event), %.1f read units (%.2f per event)  %s%n",
                way,
                service.writeUnits(),
                service.writeUnits() / contact.events(),
                service.readUnits(),
                service.readUnits() / contact.events(),
                service.writeUnitsByPlace());
    }

    private void thousands(SampleContact contact) {
        out.printf("%n## call, 10,000 flow-log lines, one by one: units of each thousand records%n%n");
        try (var service = new MeteredService()) {
            var before = 0.0;
            var records = contact.singly();
            var costs = new ArrayList<Double>();
            for (var start = 0; start < records.size(); start += THOUSAND) {
                var end = Math.min(start + THOUSAND, records.size());
                records.subList(start, end).forEach(payload -> service.accept(List.of(payload)));
                costs.add((service.writeUnits() - before) / (end - start));
                before = service.writeUnits();
            }
            for (var index = 0; index < costs.size(); index++) {
                out.printf("thousand %2d: %.3f write units per record%n", index + 1, costs.get(index));
            }
            var entries = service.historySizes(contact.id());
            var rewritten = Rewritten.of(service.headSize(contact.id()), entries);
            out.printf(
                    "together %.0f, status %s; one item rewritten per event: %d units, and full after %d events%n",
                    service.writeUnits(), service.status(contact.id()), rewritten.units(), rewritten.fits());
        }
        out.printf(
                "in one batch: %.0f write units%n",
                WriteUnits.inOneBatch(contact).all());
    }

    private void stages(SampleContact contact) {
        out.printf("%n## the head item along a call%n%n");
        try (var service = new MeteredService()) {
            var status = "";
            for (var payload : contact.singly()) {
                service.accept(List.of(payload));
                var size = service.headSize(contact.id());
                status = service.status(contact.id());
                out.printf("%-20s %5d bytes%n", status, size);
            }
        }
    }
}
