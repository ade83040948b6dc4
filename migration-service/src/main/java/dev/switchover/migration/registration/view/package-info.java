/** What operators see of the moves of registrations. */
@NullMarked
package dev.switchover.migration.registration.view;

import org.jspecify.annotations.NullMarked;
