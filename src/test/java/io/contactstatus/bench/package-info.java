/// What a contact costs: counted in ordinary tests, timed by the profile `bench`.
@NullMarked
package io.contactstatus.bench;

import org.jspecify.annotations.NullMarked;
