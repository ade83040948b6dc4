/** Who is served by which node, and the way to another one. */
@NullMarked
package dev.switchover.migration.customer;

import org.jspecify.annotations.NullMarked;
