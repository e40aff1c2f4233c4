package io.contactstatus.simulator;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/// Says at `/actuator/info` that the contacts are not real.
final class SimulatorInfo implements InfoContributor {

    @Override
    public void contribute(Info.Builder builder) {
        builder.withDetail("simulated", true);
    }
}
