/** Where migrations, their waves, customers and removals stand, for whoever looks. */
@NullMarked
package dev.switchover.migration.migration.view;

import org.jspecify.annotations.NullMarked;
