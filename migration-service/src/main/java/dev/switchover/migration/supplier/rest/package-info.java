/** Commands about suppliers, trunks and routes in, views out. */
@NullMarked
package dev.switchover.migration.supplier.rest;

import org.jspecify.annotations.NullMarked;
