/** Turns whatever goes wrong in a request into a problem of RFC 9457. */
@NullMarked
package dev.switchover.kit.problem.mapping;

import org.jspecify.annotations.NullMarked;
