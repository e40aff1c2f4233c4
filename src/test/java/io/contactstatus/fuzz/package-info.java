/// Requests that no client of ours would send: generated, seeded, and as many as there is time for.
@NullMarked
package io.contactstatus.fuzz;

import org.jspecify.annotations.NullMarked;
