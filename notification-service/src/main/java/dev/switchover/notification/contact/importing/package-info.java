/** Contacts by the file: checked whole, staged, then applied in chunks that can be resumed. */
@NullMarked
package dev.switchover.notification.contact.importing;

import org.jspecify.annotations.NullMarked;
