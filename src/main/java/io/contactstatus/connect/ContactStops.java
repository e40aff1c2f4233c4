package io.contactstatus.connect;

import io.contactstatus.background.RequestRateLimiter;
import io.contactstatus.contact.Snapshot;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// Ends contacts, by asking Amazon Connect to.
///
/// Nothing here changes the contact: it has ended when Amazon Connect says so. Somebody waits for the answer, so it is
/// given soon or not at all.
public class ContactStops {

    private static final Logger log = LoggerFactory.getLogger(ContactStops.class);

    /// A burst of clicks is spread over so much, and what would come later is not asked.
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private static final Duration ANSWER = Duration.ofSeconds(1);

    /// What Connect says of contacts, not of itself.
    private static final Set<String> REFUSALS = Set.of(
            "ContactNotFoundException",
            "InvalidRequestException",
            "InvalidParameterException",
            "ResourceNotFoundException",
            "ResourceConflictException");

    private final ConnectClients clients;
    private final RequestRateLimiter pace;
    private final Clock clock;
    private final MeterRegistry meters;

    ContactStops(ConnectClients clients, RequestRateLimiter pace, Clock clock, MeterRegistry meters) {
        this.clients = clients;
        this.pace = pace;
        this.clock = clock;
        this.meters = meters;
    }

    public StopAnswer stop(Snapshot contact) {
        var answer = answer(contact);
        meters.counter(
                        "contact_status.connect.stops",
                        "outcome",
                        switch (answer) {
                            case StopAnswer.Asked asked -> "asked";
                            case StopAnswer.Refused refused -> "refused";
                            case StopAnswer.Unanswered unanswered -> "unanswered";
                        })
                .increment();
        return answer;
    }

    private StopAnswer answer(Snapshot contact) {
        if (!contact.active()) {
            return new StopAnswer.Refused("The contact is over");
        }
        if (!contact.isStoppable()) {
            return new StopAnswer.Refused("Amazon Connect does not stop calls that were begun like this one");
        }
        var instance = clients.of(contact.instanceArn()).orElse(null);
        if (instance == null) {
            return new StopAnswer.Refused("It is not known to which instance of Amazon Connect the contact belongs");
        }
        try {
            if (!pace.await(PATIENCE)) {
                return new StopAnswer.Unanswered("Too many contacts are being stopped");
            }
            var id = contact.contactId().value();
            instance.client()
                    .stopContact(request -> request.instanceId(instance.id())
                            .contactId(id)
                            .overrideConfiguration(limits -> limits.apiCallTimeout(ANSWER)));
            return new StopAnswer.Asked(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        } catch (AwsServiceException refused) {
            return ofCode(ApiErrors.code(refused));
        } catch (SdkException unanswered) {
            log.warn(
                    "a contact may not have been stopped: {}",
                    unanswered.getClass().getSimpleName());
            return new StopAnswer.Unanswered("Amazon Connect did not answer");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new StopAnswer.Unanswered("The service is being stopped");
        }
    }

    private static StopAnswer ofCode(String code) {
        if (REFUSALS.contains(code)) {
            return new StopAnswer.Refused("Amazon Connect refused to stop the contact");
        }
        log.warn("a contact was not stopped: {}", code);
        return new StopAnswer.Unanswered(
                ApiErrors.isPermission(code)
                        ? "The service lacks the permission connect:StopContact"
                        : "Amazon Connect could not be asked");
    }
}
