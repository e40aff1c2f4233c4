package io.contactstatus.web;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.callback.CallBackAnswer;
import io.contactstatus.callback.CallBacks;
import io.contactstatus.problems.NotFound;
import io.contactstatus.problems.ProblemResponse;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.CallBackView;
import io.contactstatus.visibility.VisibleInstances;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Who calls a customer back who gave up.
@Tag(name = "Contacts")
@RestController
class CallBackController {

    private static final int MOST_BYTES = 1024;

    private final VisibleContacts contacts;
    private final CallBacks callBacks;
    private final AuditTrail audit;

    CallBackController(VisibleContacts contacts, CallBacks callBacks, AuditTrail audit) {
        this.contacts = contacts;
        this.callBacks = callBacks;
        this.audit = audit;
    }

    @Operation(
            operationId = "putCallBack",
            summary = "Says who calls the customer back",
            description =
                    "The first one to want a customer has them, also through another contact of that customer, until"
                            + " `until`; who has them may say so again, or give them back. It is shown on all contacts on which that"
                            + " customer gave up lately. Done when somebody says so, or when an agent has talked to the customer since.")
    @ApiResponse(
            responseCode = "200",
            description = "It is as was wanted",
            content = @Content(schema = @Schema(implementation = CallBackView.class)))
    @ApiResponse(
            responseCode = "409",
            description = "Another one has the customer, or has called them back: callBack says who",
            content =
                    @Content(
                            mediaType = ProblemResponse.MEDIA_TYPE,
                            schema = @Schema(implementation = CallBackTakenProblem.class)))
    @PutMapping(
            path = "/contacts/{contactId}/call-back",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> put(
            @PathVariable String contactId,
            @RequestBody @MaxBodyBytes(MOST_BYTES) CallBackWish wish,
            HttpServletRequest request) {
        var id = ContactIdParameter.contact(contactId);
        var wanted = wish.wanted();
        var visible = VisibleInstances.of(request);
        var contact = contacts.to(visible).find(id).orElseThrow(() -> NotFound.ofThisId("No contact"));
        audit.changes(request, contactId);
        return switch (callBacks.put(contact, wanted, caller(request), visible)) {
            case CallBackAnswer.Agreed agreed -> ResponseEntity.ok(CallBackView.of(agreed.callBack()));
            case CallBackAnswer.Taken taken ->
                ResponseEntity.status(409)
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(CallBackTakenProblem.of(Objects.requireNonNull(CallBackView.of(taken.callBack()))));
        };
    }

    private static String caller(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getRemoteUser(), "");
    }
}
