/** The whole as its users see it: all services, a real database, broker and mail server; nothing from inside. */
@NullMarked
package dev.switchover.system;

import org.jspecify.annotations.NullMarked;
