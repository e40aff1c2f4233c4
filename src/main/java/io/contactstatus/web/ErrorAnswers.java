package io.contactstatus.web;

import io.contactstatus.problems.Problem;
import io.contactstatus.problems.ProblemResponse;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Answers what failed before or after a controller, in a filter for example. Spring Boot's own answer would
/// repeat the path, and with it whom was asked for.
@Hidden
@RestController
class ErrorAnswers implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<Object> error(HttpServletRequest request) {
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        return ProblemResponse.of(Problem.ofStatus(status));
    }
}
