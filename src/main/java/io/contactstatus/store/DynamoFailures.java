package io.contactstatus.store;

import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/// Turns every failure of the SDK into one of two kinds. Either nothing is wrong with the request
/// ([StoreUnavailable]: wait and ask again), or it will never be accepted ([ContactRefused]).
final class DynamoFailures {

    private static final int CONTENT_TOO_LARGE = 413;

    private DynamoFailures() {}

    static <T> T translated(Supplier<T> request) {
        try {
            return request.get();
        } catch (DynamoDbException exception) {
            throw isRefusal(exception)
                    ? new ContactRefused("DynamoDB refused the request: " + code(exception), exception)
                    : new StoreUnavailable("DynamoDB answered " + code(exception) + about(exception), exception);
        } catch (SdkException exception) {
            throw new StoreUnavailable(
                    "DynamoDB was not reached: " + exception.getClass().getSimpleName(), exception);
        }
    }

    /// Only what the request itself causes. A missing table or permission, or keys that are not what the table
    /// has, are the operator's to mend, and waited for.
    private static boolean isRefusal(DynamoDbException exception) {
        return switch (code(exception)) {
            case "ValidationException" -> !isAboutTheTable(exception);
            case "ItemCollectionSizeLimitExceededException" -> true;
            default -> exception.statusCode() == CONTENT_TOO_LARGE;
        };
    }

    private static String about(DynamoDbException exception) {
        return isAboutTheTable(exception) ? " (the table has not the keys or the index that it should have)" : "";
    }

    private static boolean isAboutTheTable(DynamoDbException exception) {
        var message = exception.getMessage();
        return message != null
                && (message.contains("does not match the schema")
                        || message.contains("Type mismatch")
                        || message.contains("specified index"));
    }

    private static String code(DynamoDbException exception) {
        var details = exception.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? "status " + exception.statusCode()
                : details.errorCode();
    }
}
