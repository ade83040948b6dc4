package dev.switchover.kit.problem;

import dev.switchover.kit.testing.ProblemCatalogue;

class ProblemsTest implements ProblemCatalogue {}
