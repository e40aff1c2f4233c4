package io.contactstatus.bench;

import io.contactstatus.pages.board.BoardDrawing;
import io.contactstatus.store.LocalDynamoDb;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Prints how the board does in a browser that is shown every change.
final class BoardReport {

    private static final List<Double> RATES = List.of(1.0, 20.0, 200.0);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration MEASURED = Duration.ofSeconds(60);

    private final PrintStream out;

    BoardReport(PrintStream out) {
        this.out = out;
    }

    void print() {
        out.printf("%n## The board in a browser, %d live contacts%n%n", ChangingContacts.CONTACTS);
        try (var dynamoDb = LocalDynamoDb.inMemory();
                var service = new FollowedProcess(dynamoDb.endpoint(), LocalDynamoDb.freshPrefix())) {
            var contacts = new ChangingContacts(service::ingest);
            contacts.begin();
            contacts.change(RATES.getLast(), WARM_UP);
            var board = URI.create("http://localhost:" + service.port() + "/ui/board");
            for (var rate : RATES) {
                service.stored().clear();
                var drawing = BoardDrawing.of(board, () -> contacts.change(rate, MEASURED));
                var changes = service.stored().size() * 1e3 / MEASURED.toMillis();
                out.printf("%.0f changes/s: %s%n", changes, drawing);
            }
        }
    }
}
