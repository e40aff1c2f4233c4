package io.contactstatus.security;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/// Lets people in with an API key, as the one it belongs to.
///
/// Guesses are not counted: a key that was made as told is not found by guessing, and whoever wanted to would ask the
/// API, which has to take calls as fast as they come.
class KeyLogin implements AuthenticationProvider {

    private final ApiKeys keys;

    KeyLogin(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        return keys.callerWith(String.valueOf(attempt.getCredentials()))
                .orElseThrow(() -> new BadCredentialsException("unknown API key"));
    }

    @Override
    public boolean supports(Class<?> attempt) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(attempt);
    }
}
