package dev.switchover.resilience.deployment;

import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** Most tests of the driver, one after the other in one JVM: they wait for nodes more than all others together. */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("dev.switchover.resilience.deployment.driver")
@IncludeClassNamePatterns(".*IT")
@ExcludeClassNamePatterns(".*\\." + DrivenServiceIT.LEFT_TO_OTHERS)
public class DrivenServiceIT {

    /** So that both suites of the service take about as long. */
    public static final String LEFT_TO_OTHERS = "(CutOffContactCentre|StuckEdge)IT";
}
