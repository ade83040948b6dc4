package dev.switchover.system;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** All others on one suite of services: several compare with the demo undisturbed, which is played once then. */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("dev.switchover.system")
@IncludeClassNamePatterns(".*IT")
@ExcludeClassNamePatterns({SecondSuiteIT.ITS_OWN, ".*SuiteIT"})
class FirstSuiteIT {}
