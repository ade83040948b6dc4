package dev.switchover.resilience.roles;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests of the built service, one after the other in one JVM: they share its instances, which take long to start. */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("dev.switchover.resilience.roles.followers")
@IncludeClassNamePatterns(".*IT")
class BuiltServiceIT {}
