/** Contacts in and out. */
@NullMarked
package dev.switchover.notification.contact.rest;

import org.jspecify.annotations.NullMarked;
