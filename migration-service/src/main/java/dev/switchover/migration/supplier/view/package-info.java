/** What operators see of suppliers, trunks and routes. */
@NullMarked
package dev.switchover.migration.supplier.view;

import org.jspecify.annotations.NullMarked;
