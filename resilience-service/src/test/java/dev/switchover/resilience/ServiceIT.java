package dev.switchover.resilience;

import dev.switchover.resilience.deployment.DrivenServiceIT;
import org.junit.platform.suite.api.ExcludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/**
 * The tests within the service but most of its driver, one after the other in one JVM: of several classes each would start
 * it anew.
 */
@Suite
@IncludeEngines("junit-jupiter")
@SelectPackages("dev.switchover.resilience")
@IncludeClassNamePatterns(".*IT")
@ExcludeClassNamePatterns({
    ".*\\.roles\\.followers\\..*",
    ".*\\.deployment\\.driver\\.(?!" + DrivenServiceIT.LEFT_TO_OTHERS + "$).*",
    ".*ServiceIT"
})
class ServiceIT {}
