package io.contactstatus.contact;

/// Who spoke how long in captured audio of a contact, each in whole seconds by itself.
///
/// @param agentSeconds while the customer was with an agent: prompts and music are nobody's talk
/// @param bothSeconds over each other, which both sides have too
/// @param longestSilenceSeconds of one silence
public record Talk(
        long customerSeconds, long agentSeconds, long bothSeconds, long silenceSeconds, long longestSilenceSeconds) {}
