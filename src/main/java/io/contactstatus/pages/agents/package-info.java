/// The page of all agents: in which status, on which contacts, and since when.
@NullMarked
package io.contactstatus.pages.agents;

import org.jspecify.annotations.NullMarked;
