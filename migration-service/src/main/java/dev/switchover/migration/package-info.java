/** Moves all services from one server to another: document 1. Start reading at MigrationSetup. */
@NullMarked
package dev.switchover.migration;

import org.jspecify.annotations.NullMarked;
