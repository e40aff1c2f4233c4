package io.contactstatus.pages;

import io.contactstatus.security.PageDenial;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// A mistyped address gives an error page, not the API's problem details. Such requests are forwarded here, because no
/// rule of the security names them.
@Controller
class UnknownPageController {

    @RequestMapping(PageDenial.UNKNOWN_PAGE)
    String unknown() {
        throw new NoSuchPage();
    }
}
