package io.contactstatus.pages;

import io.contactstatus.contact.ContactId;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page beside which an agent talks: Amazon Connect's panel, and what is known here of who is on the line.
@Controller
class SoftphoneController {

    private final SoftphoneProperties softphone;

    SoftphoneController(SoftphoneProperties softphone) {
        this.softphone = softphone;
    }

    /// @param contact the id of one to be followed that the panel does not tell of
    @GetMapping("/ui/softphone")
    String softphone(@RequestParam(defaultValue = "") String contact, Model model) {
        var wanted = contact.strip();
        model.addAttribute("softphone", softphone);
        model.addAttribute("contact", ContactId.isValid(wanted) ? wanted : "");
        return "softphone";
    }
}
