package dev.switchover.resilience;

import dev.switchover.kit.testing.ProblemCatalogue;

class ProblemsTest implements ProblemCatalogue {}
