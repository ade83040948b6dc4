/** What became of a file, row by row. */
@NullMarked
package dev.switchover.migration.imports.rest;

import org.jspecify.annotations.NullMarked;
