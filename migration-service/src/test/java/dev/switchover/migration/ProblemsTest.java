package dev.switchover.migration;

import dev.switchover.kit.testing.ProblemCatalogue;

class ProblemsTest implements ProblemCatalogue {}
