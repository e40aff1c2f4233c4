package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPOutputStream;

/// What Amazon Connect tells about one answered call, in its wire form: the files in `connect/call`. Two calls
/// differ in their ids, their customers and their day alone.
record Call(String contactId, String customer, String day) {

    private static final String WRITTEN_DAY = "2026-01-05";

    static Call fresh() {
        var digits = ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000);
        return new Call(UUID.randomUUID().toString(), "+8190" + digits, WRITTEN_DAY);
    }

    /// A call that may still be going on: one of which nothing was heard for two hours is on no list of active
    /// contacts.
    Call today() {
        return new Call(
                contactId,
                customer,
                LocalDate.ofInstant(Instant.now().plus(1, ChronoUnit.HOURS), ZoneOffset.UTC)
                        .toString());
    }

    /// The same call told elsewhere: another contact of the same customer.
    Call again() {
        return new Call(UUID.randomUUID().toString(), customer, day);
    }

    byte[] initiated() {
        return bytes("initiated");
    }

    /// By its envelope in the same second as [#initiated].
    byte[] connectedToSystem() {
        return bytes("connected-to-system");
    }

    byte[] queued() {
        return bytes("queued");
    }

    byte[] connectedToAgent() {
        return bytes("connected-to-agent");
    }

    byte[] disconnected() {
        return bytes("disconnected");
    }

    /// An envelope of CloudWatch Logs with one line.
    byte[] flowLogs() {
        return compressed(bytes("flow-logs"));
    }

    byte[] contactRecord() {
        return bytes("record");
    }

    /// The record as it was written at another second of that minute, with another value of its attribute.
    byte[] contactRecord(String second, String language) {
        return changed(changed(text("record"), "21:26:55Z", "21:26:" + second + "Z"), "\"ja\"", '"' + language + '"')
                .getBytes(StandardCharsets.UTF_8);
    }

    /// The record after the customer's data was deleted.
    byte[] redactedRecord() {
        var record = changed(text("record"), "21:26:55Z", "21:59:59Z");
        return changed(record, """
                        {
                            "Address": "%s",
                            "Type": "TELEPHONE_NUMBER"
                          }""".formatted(customer), "null").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] controlMessage() {
        return compressed(fresh().bytes("control-message"));
    }

    private byte[] bytes(String name) {
        return text(name).getBytes(StandardCharsets.UTF_8);
    }

    /// A file of this call, be it what is told or what is expected to be shown.
    String text(String name) {
        try (var file =
                Objects.requireNonNull(Call.class.getResourceAsStream("/connect/call/" + name + ".json"), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("CONTACT_ID", contactId)
                    .replace("CUSTOMER_NUMBER", customer)
                    .replace(WRITTEN_DAY, day);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static String changed(String text, String from, String to) {
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    private static byte[] compressed(byte[] plain) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
        return bytes.toByteArray();
    }
}
