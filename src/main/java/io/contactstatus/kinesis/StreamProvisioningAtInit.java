package io.contactstatus.kinesis;

import io.contactstatus.switches.ConditionalOnSwitch;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Creates the streams when the process was started for that, and waits for a stand-in that is not up yet.
@Component
@ConditionalOnSwitch("contact-status.init.enabled")
class StreamProvisioningAtInit implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(StreamProvisioningAtInit.class);

    private final Streams streams;
    private final StreamProvisioner provisioner;
    private final Duration patience;

    StreamProvisioningAtInit(
            Streams streams,
            StreamProvisioner provisioner,
            @Value("${contact-status.init.patience}") Duration patience) {
        this.streams = streams;
        this.provisioner = provisioner;
        this.patience = patience;
    }

    @Override
    public void afterPropertiesSet() throws InterruptedException {
        if (streams.names().isEmpty()) {
            return;
        }
        var deadline = System.nanoTime() + patience.toNanos();
        while (!isMade(System.nanoTime() - deadline < 0)) {
            TimeUnit.SECONDS.sleep(1);
        }
        log.info("streams are there: {}", streams.names());
    }

    private boolean isMade(boolean mayTakeLonger) {
        try {
            provisioner.prepare();
            return true;
        } catch (StreamsNotReady notYet) {
            if (!mayTakeLonger) {
                throw notYet;
            }
            log.info("not yet: {}", notYet.getMessage());
            return false;
        }
    }
}
