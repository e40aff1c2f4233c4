package io.contactstatus.contact;

/// What a contact is in its chain: one customer is on one [#CUSTOMER] leg at a time, and only those are counted.
public enum Leg {
    CUSTOMER,
    /// An agent asks another one, without the customer.
    CONSULT,
    /// A consultation into which the customer was taken.
    CONFERENCE,
    /// An outside party that an agent added: its endpoint is that party, not the customer.
    THIRD_PARTY,
    /// A step-by-step guide on an agent's screen.
    GUIDE,
    /// A supervisor who listens to another contact.
    MONITOR,
    /// What a flow does after the agent's side has ended, a survey for example.
    AFTERWARDS
}
