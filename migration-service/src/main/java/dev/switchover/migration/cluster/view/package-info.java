/** What operators see of clusters. */
@NullMarked
package dev.switchover.migration.cluster.view;

import org.jspecify.annotations.NullMarked;
