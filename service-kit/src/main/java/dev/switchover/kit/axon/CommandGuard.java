package dev.switchover.kit.axon;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.MessageHandlerInterceptor;

/** A bean that stands around every command, inside its transaction. */
public interface CommandGuard extends MessageHandlerInterceptor<CommandMessage<?>> {}
