/** Files with many rows: staged and checked whole, then appended piece by piece by an operation that survives crashes. */
@NullMarked
package dev.switchover.migration.imports;

import org.jspecify.annotations.NullMarked;
