package io.contactstatus.contact;

/// A value as it is shown, and who says so.
record Attributed<T>(T value, Attribution attribution) {}
