/** Decides about clusters, their nodes and the one owner of management. */
@NullMarked
package dev.switchover.migration.cluster.domain;

import org.jspecify.annotations.NullMarked;
