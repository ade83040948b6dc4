/** Setting gates aside by name, with a second person's consent. Start reading at Overrides. */
@NullMarked
package dev.switchover.kit.override;

import org.jspecify.annotations.NullMarked;
