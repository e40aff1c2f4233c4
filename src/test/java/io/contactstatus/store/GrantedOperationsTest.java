package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.contactstatus.contact.ContactId;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;

class GrantedOperationsTest {

    private final Tables tables = Tables.prefixed(LocalDynamoDb.freshPrefix());

    @Test
    void refuseTheServiceWhatItsRoleMayNotDo() {
        try (var client = client()) {
            var delete = deleteOfContact();

            assertThatThrownBy(() -> new Dynamo(client).delete(delete))
                    .hasStackTraceContaining("do not grant [Operation[action=DeleteItem, table=" + tables.contacts());
        }
    }

    @Test
    void letTestsDoWhatTheyLike() {
        try (var client = client()) {
            assertThatCode(() -> client.deleteItem(deleteOfContact().build())).doesNotThrowAnyException();
        }
    }

    private DynamoDbClient client() {
        var client = LocalDynamoDb.shared().client();
        new TableCreation(client).createMissing(tables);
        assertThat(client.listTables().tableNames()).isNotEmpty();
        return client;
    }

    private DeleteItemRequest.Builder deleteOfContact() {
        return DeleteItemRequest.builder()
                .tableName(tables.contacts())
                .key(ContactItem.key(new ContactId("11111111-0000-4000-8000-000000000001")));
    }
}
