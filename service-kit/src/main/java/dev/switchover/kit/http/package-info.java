/** What every REST face has in common: bodies, idempotency, versions, pages, positions, dry runs. */
@NullMarked
package dev.switchover.kit.http;

import org.jspecify.annotations.NullMarked;
