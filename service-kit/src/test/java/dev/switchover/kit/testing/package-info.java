/** What tests of the services share: tokens, and tests they inherit. */
@NullMarked
package dev.switchover.kit.testing;

import org.jspecify.annotations.NullMarked;
