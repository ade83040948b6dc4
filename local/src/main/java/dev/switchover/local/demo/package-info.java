/** The demo: document 1 from end to end over the public REST API. Start reading at {@link dev.switchover.local.demo.Demo}. */
@NullMarked
package dev.switchover.local.demo;

import org.jspecify.annotations.NullMarked;
