package io.contactstatus.store;

import java.time.Instant;

/// A record that could not be read or stored, or several of one payload with the same fault.
///
/// @param id the same for the same payload from the same place, so that a repetition is kept once
/// @param reason quotes nothing of the payload
/// @param pipe where it came in: `kinesis`, `http`, `firehose`
/// @param position where in that pipe it was: shard and sequence number, or request and index
/// @param count of the records
/// @param payload as it came, of several one after the other; empty in lists
public record DeadLetter(
        String id,
        Instant receivedAt,
        String reason,
        String pipe,
        String position,
        int size,
        int count,
        byte[] payload) {}
