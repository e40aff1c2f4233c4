package io.contactstatus.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// A mistyped address gives an error page, not the API's problem details.
@Controller
class UnknownPageController {

    @GetMapping("/ui/**")
    String unknown() {
        throw new NoSuchPage();
    }
}
