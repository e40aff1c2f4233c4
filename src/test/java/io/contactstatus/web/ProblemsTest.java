package io.contactstatus.web;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.store.AgentStore;
import io.contactstatus.store.ContactRefused;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.store.VisibleAgents;
import io.contactstatus.view.CursorProperties;
import io.contactstatus.view.Cursors;
import io.contactstatus.visibility.ConnectInstances;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.ErrorResponseException;

class ProblemsTest {

    private final AgentStore seats = mock(AgentStore.class);
    private final MockMvc service = MockMvcBuilders.standaloneSetup(new AgentController(
                    new VisibleAgents(seats),
                    new ConnectInstances(List.of()),
                    new Cursors(new CursorProperties(null)),
                    mock(AuditTrail.class)))
            .setControllerAdvice(new Problems())
            .build();

    @Test
    void tellWhenToComeAgainWhileTheStoreIsAway() throws Exception {
        when(seats.find(any())).thenThrow(mock(StoreUnavailable.class));

        service.perform(get("/agents/a"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().string("Retry-After", "2"))
                .andExpect(content().json("""
                        {"type":"urn:contact-status:problem:unavailable","status":503}"""));
    }

    @Test
    void tellThatWhatTheStoreRefusedWillNeverBeTaken() throws Exception {
        when(seats.find(any())).thenThrow(mock(ContactRefused.class));

        service.perform(get("/agents/a"))
                .andExpect(status().is(422))
                .andExpect(content().json("""
                        {"type":"urn:contact-status:problem:contact-refused"}"""));
    }

    @Test
    void tellNothingOfWhatNobodyExpected() throws Exception {
        when(seats.find(any())).thenThrow(new IllegalStateException("the number is +819012345678"));

        service.perform(get("/agents/a"))
                .andExpect(status().isInternalServerError())
                .andExpect(content().contentType("application/problem+json"))
                .andExpect(content().string("""
                        {"type":"urn:contact-status:problem:internal-error","title":"Something went wrong here","status":500}"""));
    }

    @Test
    void leaveTheirWordsToOtherModules() throws Exception {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, "It is only in the stream");
        problem.setType(URI.create("urn:contact-status:problem:only-streamed"));
        problem.setTitle("Not here");
        when(seats.find(any())).thenThrow(new ErrorResponseException(HttpStatus.CONFLICT, problem, null));

        service.perform(get("/agents/a"))
                .andExpect(status().isConflict())
                .andExpect(content().json("""
                        {"type":"urn:contact-status:problem:only-streamed","title":"Not here","status":409,
                         "detail":"It is only in the stream"}"""));
    }

    @Test
    void takeTheWordsOfOthersAway() throws Exception {
        when(seats.find(any()))
                .thenThrow(new ErrorResponseException(
                        HttpStatus.GONE, ProblemDetail.forStatusAndDetail(HttpStatus.GONE, "+819012345678"), null));

        service.perform(get("/agents/a"))
                .andExpect(status().isGone())
                .andExpect(content().string("""
                        {"type":"urn:contact-status:problem:bad-request","title":"The request is not valid","status":410}"""));
    }
}
