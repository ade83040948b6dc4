/** Measurements of the whole suite: started as for the demo, asked over REST, set against what the database can do. */
@NullMarked
package dev.switchover.local.bench;

import org.jspecify.annotations.NullMarked;
