/** Reads files into tables, checks them there and hands out what is to be appended. */
@NullMarked
package dev.switchover.migration.imports.staging;

import org.jspecify.annotations.NullMarked;
