package dev.switchover.rules;

import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import org.jspecify.annotations.NullMarked;

/** The rules of every event-sourced service. A service opts in with a one-line test class that implements this. */
public interface ServiceRules {

    // Anchored at our root: a bare "..rest.." would also match packages of libraries.
    String DOMAIN = "dev.switchover..domain..";
    String VIEW = "dev.switchover..view..";
    String REST = "dev.switchover..rest..";
    String POLICY = "dev.switchover..policy..";
    String INTEGRATION = "dev.switchover..integration..";

    @ArchTest
    default void theDomainKnowsNoTechnology(JavaClasses service) {
        classes()
                .that()
                .resideInAPackage(DOMAIN)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.math..",
                        "java.nio.charset..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify..",
                        DOMAIN,
                        "dev.switchover.kit.address..",
                        "dev.switchover.kit.gate..",
                        "dev.switchover.kit.problem..",
                        "dev.switchover.eventstore..",
                        "com.fasterxml.jackson.annotation..",
                        "org.axonframework.commandhandling..",
                        "org.axonframework.eventsourcing..",
                        "org.axonframework.modelling.command..")
                .because("decisions must be readable and testable without a server")
                .check(service);
    }

    @ArchTest
    default void theRoomsDependOnTheDomainOnly(JavaClasses service) {
        noClasses()
                .that()
                .resideInAPackage(VIEW)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(REST, POLICY, INTEGRATION)
                .allowEmptyShould(true)
                .check(service);
        noClasses()
                .that()
                .resideInAnyPackage(POLICY, INTEGRATION)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(REST)
                .allowEmptyShould(true)
                .check(service);
    }

    @ArchTest
    default void packagesHaveNoCycles(JavaClasses service) {
        slices().matching("dev.switchover.(**)").should().beFreeOfCycles().check(service);
    }

    @ArchTest
    default void onlyTheIntegrationRoomSpeaksKafka(JavaClasses service) {
        noClasses()
                .that()
                .resideOutsideOfPackage(INTEGRATION)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.switchover.contracts..", "io.smallrye.reactive.messaging..", "org.apache.kafka..")
                .allowEmptyShould(true)
                .check(service);
    }

    @ArchTest
    default void whatMustNotHappenTwiceIsNotReplayed(JavaClasses service) {
        classes()
                .that()
                .resideInAnyPackage(POLICY, INTEGRATION)
                .and()
                .areAnnotatedWith("org.axonframework.config.ProcessingGroup")
                .should()
                .beAnnotatedWith("org.axonframework.eventhandling.DisallowReplay")
                .allowEmptyShould(true)
                .check(service);
    }

    @ArchTest
    default void axonHandlersAreSingletons(JavaClasses service) {
        classes()
                .that()
                .areAnnotatedWith("org.axonframework.config.ProcessingGroup")
                .and()
                .resideOutsideOfPackage(VIEW) // projections are made anew for each rebuild, not by CDI
                .should()
                .beAnnotatedWith("jakarta.inject.Singleton")
                .because("other scopes are client proxies, which hide annotations from Axon")
                .allowEmptyShould(true)
                .check(service);
    }

    @ArchTest
    default void eventHandlersNameTheirProcessor(JavaClasses service) {
        methods()
                .that()
                .areAnnotatedWith("org.axonframework.eventhandling.EventHandler")
                .and()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackage(VIEW)
                .should()
                .beDeclaredInClassesThat()
                .areAnnotatedWith("org.axonframework.config.ProcessingGroup")
                .because("the default name is the package, and tokens are stored under it; views are named where they"
                        + " are registered, for each is made anew to be replayed")
                .allowEmptyShould(true)
                .check(service);
    }

    @ArchTest
    default void eventsAreNamedRecordsOfOneSealedInterface(JavaClasses service) {
        classes()
                .that(are(nestedIn("Event")))
                .should()
                .beRecords()
                .andShould()
                .beAnnotatedWith("dev.switchover.eventstore.StoredAs")
                .check(service);
    }

    @ArchTest
    default void timeIsGivenNotTaken(JavaClasses service) {
        noClasses()
                .should()
                .callMethod("java.time.Instant", "now")
                .orShould()
                .callMethod("java.time.LocalDate", "now")
                .orShould()
                .callMethod("java.time.LocalDateTime", "now")
                .orShould()
                .callMethod("java.time.OffsetDateTime", "now")
                .because("events carry their time, and everything else asks an injected Clock")
                .check(service);
    }

    @ArchTest
    default void collaboratorsComeThroughTheConstructor(JavaClasses service) {
        fields().should().notBeAnnotatedWith("jakarta.inject.Inject").check(service);
    }

    @ArchTest
    default void everyPackageIsNullMarked(JavaClasses service) {
        classes().should(resideInNullMarkedPackages()).check(service);
    }

    @ArchTest
    default void loggingGoesThroughTheLog(JavaClasses service) {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(service);
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(service);
    }

    private static DescribedPredicate<JavaClass> nestedIn(String suffix) {
        return DescribedPredicate.describe("nested in a type named *" + suffix, type -> type.getEnclosingClass()
                .filter(outer -> outer.getSimpleName().endsWith(suffix))
                .isPresent());
    }

    private static ArchCondition<JavaClass> resideInNullMarkedPackages() {
        return ArchCondition.from(DescribedPredicate.describe(
                "reside in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class)));
    }
}
