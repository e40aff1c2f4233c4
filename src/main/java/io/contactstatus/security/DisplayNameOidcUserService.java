package io.contactstatus.security;

import java.util.List;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/// Names users by a readable claim. Without a configured `user-name-attribute` Spring takes the subject, which is
/// usually an opaque id.
class DisplayNameOidcUserService implements OAuth2UserService<OidcUserRequest, OidcUser> {

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
