package io.contactstatus.store;

/// What is to become a [DeadLetter].
///
/// @param payload of several records with the same fault all of them, one after the other
/// @param count of those records
public record NewDeadLetter(String reason, String pipe, String position, byte[] payload, int count) {}
