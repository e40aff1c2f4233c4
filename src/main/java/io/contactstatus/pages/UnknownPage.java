package io.contactstatus.pages;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// Whoever mistypes an address sees a page that says so, not the API's problem.
@Controller
class UnknownPage {

    @GetMapping("/ui/**")
    String unknown() {
        throw new NoSuchPage();
    }
}
