/// What is known of one contact, its chain and its customer, laid out to be shown. Not a page of its own: the
/// pages of a contact and the softphone show it.
@NullMarked
package io.contactstatus.pages.card;

import org.jspecify.annotations.NullMarked;
