package io.contactstatus.media.matroska;

/// Whose audio a track has. What is on the agent's is what the customer hears: prompts and hold music too.
public enum Side {
    CUSTOMER,
    AGENT
}
