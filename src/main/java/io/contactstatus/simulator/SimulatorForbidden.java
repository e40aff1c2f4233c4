package io.contactstatus.simulator;

/// The simulator is switched on where its contacts could be taken for real ones.
final class SimulatorForbidden extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SimulatorForbidden(String why) {
        super("The simulator is switched on (contact-status.simulator.enabled), but " + why + ".");
    }
}
