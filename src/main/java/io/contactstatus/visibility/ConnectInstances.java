package io.contactstatus.visibility;

import io.contactstatus.dialect.Arns;
import io.contactstatus.problems.InvalidParameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.ConstructorBinding;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// The instances of Amazon Connect that something is set for.
///
/// @param instances those; others have no alias, and their days are those of UTC
@Validated
@ConfigurationProperties("contact-status")
public record ConnectInstances(@DefaultValue List<@Valid ConnectInstance> instances) {

    /// In place of an alias: all instances, also those that nothing is set for.
    public static final String EVERY = "*";

    /// By the name that is told: an offset would be called Z.
    private static final ZoneId UTC = ZoneId.of("UTC");

    private static final java.util.regex.Pattern ID =
            java.util.regex.Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    public ConnectInstances {
        instances = List.copyOf(instances);
        var names = new HashSet<String>();
        for (var one : instances) {
            if (!names.add(one.id()) || (one.alias() != null && !names.add(one.alias()))) {
                throw new IllegalArgumentException(
                        "contact-status.instances has an instance or an alias twice: " + one.arn());
            }
        }
    }

    /// @param arn or id
    /// @param alias what it is called besides
    /// @param defaultRegion the country whose way of writing phone numbers its people use
    /// @param timeZone in which its days begin
    /// @param roleArn as which Amazon Connect is asked about it, in another account; null for none
    public record ConnectInstance(
            @NotBlank String arn,

            @Nullable @Pattern(regexp = "[^*]*[^*\\s][^*]*", message = "must be a name without *")
            String alias,

            @Nullable @Pattern(regexp = "[A-Z]{2}") String defaultRegion,
            @DefaultValue("UTC") ZoneId timeZone,

            @Nullable @Pattern(regexp = "|arn:aws[a-z-]*:iam::[0-9]{12}:role/.+", message = "must be the ARN of a role")
            String roleArn) {

        @ConstructorBinding
        public ConnectInstance {
            // An environment variable can be emptied but hardly be taken away.
            if (roleArn != null && roleArn.isBlank()) {
                roleArn = null;
            }
            if (defaultRegion != null && defaultRegion.isBlank()) {
                defaultRegion = null;
            }
        }

        /// In the account of this process.
        public ConnectInstance(String arn, @Nullable String alias, @Nullable String defaultRegion, ZoneId timeZone) {
            this(arn, alias, defaultRegion, timeZone, null);
        }

        String id() {
            return Objects.requireNonNullElse(Arns.lastPart(arn), arn);
        }

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

    /// The countries whose way of writing phone numbers is that of these instances, in the order in which they are set.
    public List<String> defaultRegions(VisibleInstances visible) {
        return instances.stream()
                .filter(one -> visible.include(one.id()))
                .map(ConnectInstance::defaultRegion)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /// As which Amazon Connect is asked about an instance; empty where no role is set.
    public Optional<String> roleArn(String instanceId) {
        return instance(instanceId).map(ConnectInstance::roleArn);
    }

    public List<String> ids() {
        return instances.stream().map(ConnectInstance::id).toList();
    }

    /// What these are called, to choose from.
    public List<String> names(VisibleInstances visible) {
        return instances.stream()
                .filter(one -> visible.include(one.id()))
                .map(one -> Objects.requireNonNullElse(one.alias(), one.id()))
                .toList();
    }

    /// Of those that are visible, the one that is asked for by its id, its ARN or its alias.
    ///
    /// @param instance null or blank for all of them
    /// @throws InvalidParameter where it is none of them
    public VisibleInstances narrowed(VisibleInstances visible, @Nullable String instance) {
        if (instance == null || instance.isBlank()) {
            return visible;
        }
        var id = id(instance.strip())
                .filter(visible::include)
                .orElseThrow(() -> new InvalidParameter("instance", "is no instance that is known here"));
        return VisibleInstances.only(id);
    }

    /// Instances that nothing is set for have ids too.
    private Optional<String> id(String asked) {
        return set(asked)
                .or(() -> Optional.ofNullable(Arns.lastPart(asked))
                        .filter(last -> ID.matcher(last).matches()));
    }

    private Optional<String> set(String name) {
        return instances.stream()
                .filter(one -> one.isMeant(name))
                .map(ConnectInstance::id)
                .findFirst();
    }

    /// What is seen by those for whom these names stand; [#EVERY] is one of all.
    ///
    /// @param names aliases, ids or ARNs; what names no instance that something is set for adds nothing
    public VisibleInstances visible(Collection<String> names) {
        if (names.contains(EVERY)) {
            return VisibleInstances.ALL;
        }
        return names.stream()
                .flatMap(name -> set(name).stream())
                .map(VisibleInstances::only)
                .reduce(VisibleInstances.NONE, VisibleInstances::or);
    }

    /// Whether something is set for an instance of this name, or it stands for all.
    public boolean isKnown(String name) {
        return name.equals(EVERY) || set(name).isPresent();
    }

    /// Whether callers may be limited to some of them.
    public boolean areSet() {
        return !instances.isEmpty();
    }

    private Optional<ConnectInstance> instance(String id) {
        return instances.stream().filter(one -> one.id().equals(id)).findFirst();
    }
}
