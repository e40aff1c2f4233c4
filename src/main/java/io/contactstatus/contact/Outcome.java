package io.contactstatus.contact;

/// How a contact ended for the customer.
public enum Outcome {
    /// A supervisor's leg.
    MONITORED,
    /// A leg without a customer of its own.
    INTERNAL,
    ANSWERED,
    /// Another leg took the customer over before any agent had answered.
    WENT_ON,
    /// The customer is to be called back on another leg.
    CALLBACK_REQUESTED,
    /// A flow or a queue put the customer through to an outside number.
    TRANSFERRED_OUT,
    /// We called, and no person answered.
    NOT_REACHED,
    /// The customer gave up in a queue, or while it rang at an agent.
    ABANDONED,
    /// The customer left while no agent was waited for.
    LEFT_IN_FLOW,
    ENDED_BY_FLOW,
    EXPIRED,
    /// By a program, an agent or a manager.
    CLOSED,
    FAILED
}
