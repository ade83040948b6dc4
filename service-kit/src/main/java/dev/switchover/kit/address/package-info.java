/** Where machines are reached, by what is meant and not by how it is written. Pure Java, for every room. */
@NullMarked
package dev.switchover.kit.address;

import org.jspecify.annotations.NullMarked;
