package io.contactstatus.contact;

/// A value as it is shown, and its source.
record Attributed<T>(T value, Attribution attribution) {}
