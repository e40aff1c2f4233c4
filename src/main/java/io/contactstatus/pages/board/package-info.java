/// The board: which contacts are live. Contacts are grouped, sorted and counted here; the script only draws.
@NullMarked
package io.contactstatus.pages.board;

import org.jspecify.annotations.NullMarked;
