package io.contactstatus.queues;

import io.contactstatus.dialect.Arns;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// The instances of Amazon Connect that something is set for.
///
/// @param instances those; others have no alias, and their days are those of UTC
@Validated
@ConfigurationProperties("contact-status")
public record ConnectInstances(@DefaultValue List<@Valid ConnectInstance> instances) {

    /// By the name that is told: an offset would be called Z.
    private static final ZoneId UTC = ZoneId.of("UTC");

    public ConnectInstances {
        instances = List.copyOf(instances);
    }

    /// @param arn or id
    /// @param alias what it is called besides
    /// @param timeZone in which its days begin
    public record ConnectInstance(
            @NotBlank String arn,
            @Nullable String alias,
            @DefaultValue("UTC") ZoneId timeZone) {

        boolean isMeant(String asked) {
            return Arns.isMeant(asked, arn, alias);
        }
    }

    /// The days of an instance; of the only one that is set where none is known.
    public ZoneId timeZone(@Nullable String instanceId) {
        if (instanceId == null) {
            return instances.size() == 1 ? instances.getFirst().timeZone() : UTC;
        }
        return instance(instanceId).map(ConnectInstance::timeZone).orElse(UTC);
    }

    /// Whether what is asked for, an id, an ARN or an alias, is the instance of that id.
    public boolean isMeant(String asked, @Nullable String instanceId) {
        return instanceId != null
                && (Arns.isMeant(asked, instanceId, null)
                        || instance(instanceId)
                                .filter(one -> one.isMeant(asked))
                                .isPresent());
    }

    private Optional<ConnectInstance> instance(String id) {
        return instances.stream()
                .filter(one -> Objects.equals(Arns.lastPart(one.arn()), id))
                .findFirst();
    }
}
