package io.contactstatus.pages.card;

/// That a reader may look at how a contact sounds.
///
/// @param captured whether there is something to look at now
public record SpectrumCard(String contactId, boolean captured) {}
