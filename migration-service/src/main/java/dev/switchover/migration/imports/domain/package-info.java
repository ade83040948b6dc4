/** The life of one file: received, checked, ended. */
@NullMarked
package dev.switchover.migration.imports.domain;

import org.jspecify.annotations.NullMarked;
