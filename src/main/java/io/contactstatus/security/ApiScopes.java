package io.contactstatus.security;

import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;

/// Which scopes open an operation of the API, for its published description.
@Component
public class ApiScopes {

    private final AccessRules rules;

    ApiScopes(@Qualifier(AccessRulesConfiguration.API) AccessRules rules) {
        this.rules = rules;
    }

    /// Any of them is enough; none where no login is needed. One may be of several scopes, with spaces between: then
    /// all
    /// of these are needed.
    ///
    /// @param path as `/contacts/{contactId}`
    /// @return empty for an operation that no rule names, and that so is refused
    public Optional<List<String>> of(String method, String path) {
        return rules.of(HttpMethod.valueOf(method), path).map(AccessRules.Rule::openings);
    }
}
