package io.contactstatus.security;

import java.util.List;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/// Calls people by what they know themselves by. Where no `user-name-attribute` is configured that would be the
/// subject, which is a number.
class NamedUsers implements OAuth2UserService<OidcUserRequest, OidcUser> {

    private static final List<String> NAMES = List.of(
            StandardClaimNames.PREFERRED_USERNAME,
            StandardClaimNames.NAME,
            StandardClaimNames.EMAIL,
            IdTokenClaimNames.SUB);

    private final OidcUserService users = new OidcUserService();

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        var user = users.loadUser(request);
        var configured = request.getClientRegistration()
                .getProviderDetails()
                .getUserInfoEndpoint()
                .getUserNameAttributeName();
        if (configured != null && !configured.equals(IdTokenClaimNames.SUB)) {
            return user;
        }
        var name = NAMES.stream().filter(user::hasClaim).findFirst().orElse(IdTokenClaimNames.SUB);
        return new DefaultOidcUser(user.getAuthorities(), user.getIdToken(), user.getUserInfo(), name);
    }
}
