/** Commands about clusters in, views out; and the check for the proxy before the settings pages. */
@NullMarked
package dev.switchover.migration.cluster.rest;

import org.jspecify.annotations.NullMarked;
