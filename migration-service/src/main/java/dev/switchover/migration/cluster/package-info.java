/** Clusters: which nodes hold the service together, how replication came about, who may change settings. */
@NullMarked
package dev.switchover.migration.cluster;

import org.jspecify.annotations.NullMarked;
