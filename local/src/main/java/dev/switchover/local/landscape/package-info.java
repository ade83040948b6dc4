/** A XiVO pair, a CC pair, two MDSs and an Edge as processes on this machine: started, cut off from power, judged. */
@NullMarked
package dev.switchover.local.landscape;

import org.jspecify.annotations.NullMarked;
