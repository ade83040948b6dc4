/** What operators see of the requests to suppliers. */
@NullMarked
package dev.switchover.migration.authorisation.view;

import org.jspecify.annotations.NullMarked;
