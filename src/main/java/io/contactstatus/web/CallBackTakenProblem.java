package io.contactstatus.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.contactstatus.problems.Problem;
import io.contactstatus.problems.ProblemType;
import io.contactstatus.view.CallBackView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// That another one has the customer.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "CallBackTaken", description = "A problem (RFC 9457) that tells who has the customer.")
record CallBackTakenProblem(
        URI type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable String traceId,
        CallBackView callBack) {

    static CallBackTakenProblem of(CallBackView callBack) {
        var problem = Problem.of(ProblemType.CALL_BACK_TAKEN);
        return new CallBackTakenProblem(
                problem.type(), problem.title(), problem.status(), problem.detail(), problem.traceId(), callBack);
    }
}
