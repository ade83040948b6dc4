/** Decides whether a contact may be changed, and remembers that it was. Knows no address. */
@NullMarked
package dev.switchover.notification.contact.domain;

import org.jspecify.annotations.NullMarked;
