/** Notices between the services: sealed records, held to reviewed golden files. */
@NullMarked
package dev.switchover.contracts;

import org.jspecify.annotations.NullMarked;
