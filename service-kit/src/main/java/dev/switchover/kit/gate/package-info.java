/** Gates: rules with a verdict, which say whether something may go ahead, and why not. Pure Java, for every room. */
@NullMarked
package dev.switchover.kit.gate;

import org.jspecify.annotations.NullMarked;
