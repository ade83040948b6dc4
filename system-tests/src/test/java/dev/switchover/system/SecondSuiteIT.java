package dev.switchover.system;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Those on another at the same time, so that both take about as long. */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("dev.switchover.system")
@IncludeClassNamePatterns(SecondSuiteIT.ITS_OWN)
class SecondSuiteIT {

    static final String ITS_OWN = ".*(TakeoverCrashes|Restart)IT";
}
