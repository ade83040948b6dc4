/** The words for nodes, their service groups, the actions on them and their answers. */
@NullMarked
package dev.switchover.resilience.node.domain;

import org.jspecify.annotations.NullMarked;
