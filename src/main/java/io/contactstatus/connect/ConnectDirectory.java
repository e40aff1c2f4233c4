package io.contactstatus.connect;

import io.contactstatus.contact.ContactId;
import io.contactstatus.dialect.Arns;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import tools.jackson.databind.json.JsonMapper;

/// What Amazon Connect knows of contacts, queues and users. Callers keep to a pace: quotas are small.
public class ConnectDirectory {

    private final ConnectClients clients;
    private final JsonMapper json;

    ConnectDirectory(ConnectClients clients, JsonMapper json) {
        this.clients = clients;
        this.json = json;
    }

    public DescribeAnswer contact(@Nullable String instanceArn, ContactId id) {
        return ask(instanceArn, instance -> {
            var contact = instance.client()
                    .describeContact(
                            request -> request.instanceId(instance.id()).contactId(id.value()))
                    .contact();
            return contact == null ? null : json.writeValueAsString(tree(contact));
        });
    }

    /// @param arn of the queue
    public DescribeAnswer queueName(String arn) {
        return ask(Arns.instanceOf(arn), instance -> {
            var queue = instance.client()
                    .describeQueue(request -> request.instanceId(instance.id()).queueId(Arns.lastPart(arn)))
                    .queue();
            return queue == null ? null : queue.name();
        });
    }

    /// Of all that is told of a user only the name is kept.
    ///
    /// @param arn of the agent
    public DescribeAnswer username(String arn) {
        return ask(Arns.instanceOf(arn), instance -> {
            var user = instance.client()
                    .describeUser(request -> request.instanceId(instance.id()).userId(Arns.lastPart(arn)))
                    .user();
            return user == null ? null : user.username();
        });
    }

    private DescribeAnswer ask(
            @Nullable String instanceArn, Function<ConnectClients.Instance, @Nullable String> question) {
        var instance = clients.of(instanceArn);
        if (instance.isEmpty()) {
            return new DescribeAnswer.Failed("NoInstance");
        }
        try {
            var text = question.apply(instance.get());
            return text == null ? new DescribeAnswer.Unknown() : new DescribeAnswer.Described(text);
        } catch (AwsServiceException refused) {
            return refused.isThrottlingException() ? new DescribeAnswer.Throttled() : ofCode(ApiErrors.code(refused));
        } catch (SdkException unanswered) {
            return new DescribeAnswer.Failed(unanswered.getClass().getSimpleName());
        }
    }

    private static DescribeAnswer ofCode(String code) {
        if (ApiErrors.isPermission(code)) {
            return new DescribeAnswer.Forbidden();
        }
        return switch (code) {
            case "TooManyRequestsException" -> new DescribeAnswer.Throttled();
            case "ContactNotFoundException", "ResourceNotFoundException" -> new DescribeAnswer.Unknown();
            default -> new DescribeAnswer.Failed(code);
        };
    }

    /// In Amazon Connect's own spelling, with whatever it may add.
    private static Map<String, Object> tree(SdkPojo part) {
        var tree = new LinkedHashMap<String, Object>();
        for (var field : part.sdkFields()) {
            var value = value(field.getValueOrDefault(part));
            if (value != null) {
                tree.put(field.locationName(), value);
            }
        }
        return tree;
    }

    private static @Nullable Object value(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case SdkPojo part -> tree(part);
            case Instant at -> at.toString();
            case List<?> all ->
                all.isEmpty()
                        ? null
                        : all.stream()
                                .map(ConnectDirectory::value)
                                .filter(Objects::nonNull)
                                .toList();
            case Map<?, ?> all -> all.isEmpty() ? null : named(all);
            default -> value;
        };
    }

    private static Map<String, Object> named(Map<?, ?> all) {
        var tree = new LinkedHashMap<String, Object>();
        all.forEach((name, part) -> {
            var value = value(part);
            if (value != null) {
                tree.put(String.valueOf(name), value);
            }
        });
        return tree;
    }
}
