/** The worker that carries imports out. */
@NullMarked
package dev.switchover.migration.imports.driver;

import org.jspecify.annotations.NullMarked;
