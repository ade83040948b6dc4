package dev.switchover.notification;

import dev.switchover.kit.testing.ProblemCatalogue;

class ProblemsTest implements ProblemCatalogue {}
