package io.contactstatus.store;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.ContactId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Contacts of an agent with a time each, as bytes: written out as words, ten of them alone would take most of a
/// write unit.
final class AgentContactTimes {

    private static final int LEFT = 1;
    private static final int NO_UUID = 2;
    private static final int LONG_TIME = 4;
    private static final int UUID_LENGTH = 36;

    private AgentContactTimes() {}

    static byte[] lastHeld(List<Agent.LastHeld> all) {
        return written(out -> {
            for (var one : all) {
                write(out, one.contactId(), one.at(), one.left() ? LEFT : 0);
            }
        });
    }

    static List<Agent.LastHeld> lastHeld(byte[] bytes) {
        var all = new ArrayList<Agent.LastHeld>();
        read(bytes, in -> {
            var marks = in.readUnsignedByte();
            var at = at(in, marks);
            all.add(new Agent.LastHeld(contactId(in, marks), at, (marks & LEFT) != 0));
        });
        return all;
    }

    static byte[] begun(List<Agent.Begun> all) {
        return written(out -> {
            for (var one : all) {
                write(out, one.contactId(), one.at(), 0);
                out.writeUTF(one.state());
            }
        });
    }

    static List<Agent.Begun> begun(byte[] bytes) {
        var all = new ArrayList<Agent.Begun>();
        read(bytes, in -> {
            var marks = in.readUnsignedByte();
            var at = at(in, marks);
            all.add(new Agent.Begun(contactId(in, marks), in.readUTF(), at));
        });
        return all;
    }

    private static void write(DataOutputStream out, ContactId id, Instant at, int marks) throws IOException {
        var uuid = uuid(id.value());
        var millis = at.toEpochMilli();
        // Six bytes take all times from 1970 until long after us.
        var isLong = millis >>> Integer.SIZE > 0xffff;
        out.writeByte(marks | (uuid == null ? NO_UUID : 0) | (isLong ? LONG_TIME : 0));
        if (isLong) {
            out.writeLong(millis);
        } else {
            out.writeShort((int) (millis >>> Integer.SIZE));
            out.writeInt((int) millis);
        }
        if (uuid == null) {
            out.writeUTF(id.value());
        } else {
            out.writeLong(uuid.getMostSignificantBits());
            out.writeLong(uuid.getLeastSignificantBits());
        }
    }

    private static Instant at(DataInputStream in, int marks) throws IOException {
        return Instant.ofEpochMilli(
                (marks & LONG_TIME) == 0
                        ? ((long) in.readUnsignedShort() << Integer.SIZE) | Integer.toUnsignedLong(in.readInt())
                        : in.readLong());
    }

    private static ContactId contactId(DataInputStream in, int marks) throws IOException {
        return new ContactId((marks & NO_UUID) == 0 ? new UUID(in.readLong(), in.readLong()).toString() : in.readUTF());
    }

    /// Null for an id that would not come back letter by letter.
    private static @Nullable UUID uuid(String id) {
        if (id.length() != UUID_LENGTH) {
            return null;
        }
        try {
            var uuid = UUID.fromString(id);
            return uuid.toString().equals(id) ? uuid : null;
        } catch (IllegalArgumentException otherwise) {
            return null;
        }
    }

    private interface Writing {

        void into(DataOutputStream out) throws IOException;
    }

    private interface Reading {

        void one(DataInputStream in) throws IOException;
    }

    private static byte[] written(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try {
            writing.into(new DataOutputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void read(byte[] bytes, Reading reading) {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        try {
            while (in.available() > 0) {
                reading.one(in);
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
