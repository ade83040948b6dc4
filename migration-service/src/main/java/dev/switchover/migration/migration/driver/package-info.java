/** Works through the members of a wave piece by piece, and watches over what a person was asked to do. */
@NullMarked
package dev.switchover.migration.migration.driver;

import org.jspecify.annotations.NullMarked;
