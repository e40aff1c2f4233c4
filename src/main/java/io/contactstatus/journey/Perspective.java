package io.contactstatus.journey;

/// For whom a journey is told.
public enum Perspective {
    /// What the customer heard, pressed, waited for and whom they spoke to.
    FRIENDLY,
    /// What the flow did, block by block, and what every source said in between.
    TECHY
}
