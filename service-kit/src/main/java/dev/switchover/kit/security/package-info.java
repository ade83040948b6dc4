/** Who may do what: roles, the actor of a request, and the checks that nothing is left open. */
@NullMarked
package dev.switchover.kit.security;

import org.jspecify.annotations.NullMarked;
