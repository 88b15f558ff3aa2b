package io.frameflow.it.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the rooms, as the README draws them. */
@AnalyzeClasses(packages = "io.frameflow", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

  @ArchTest
  static final ArchRule ROOMS_KNOW_ONLY_WHAT_THEY_MAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.frameflow..")
          .layer("schemas")
          .definedBy("io.frameflow.schemas..")
          .layer("detector")
          .definedBy("io.frameflow.detector..")
          .layer("train")
          .definedBy("io.frameflow.train..")
          .layer("connectors")
          .definedBy("io.frameflow.connectors..")
          .layer("pipeline")
          .definedBy("io.frameflow.pipeline..")
          .layer("standalone")
          .definedBy("io.frameflow.standalone..")
          .whereLayer("schemas")
          .mayNotAccessAnyLayer()
          .whereLayer("detector")
          .mayNotAccessAnyLayer()
          .whereLayer("train")
          .mayOnlyAccessLayers("detector")
          .whereLayer("connectors")
          .mayOnlyAccessLayers("schemas")
          .whereLayer("pipeline")
          .mayOnlyAccessLayers("schemas", "detector")
          .whereLayer("standalone")
          .mayNotBeAccessedByAnyLayer();

  @ArchTest
  static final ArchRule THE_DETECTOR_IS_A_PLAIN_LIBRARY =
      noClasses()
          .that()
          .resideInAnyPackage("io.frameflow.detector..", "io.frameflow.train..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.apache.flink..", "org.apache.avro..");

  @ArchTest
  static final ArchRule CONNECTORS_ARE_NO_FLINK_JOBS =
      noClasses()
          .that()
          .resideInAPackage("io.frameflow.connectors..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule NO_CYCLES_BETWEEN_PACKAGES =
      slices().matching("io.frameflow.(*).(*)..").namingSlices("$1.$2").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOBODY_ENDS_THE_JVM_BUT_MAIN =
      noClasses()
          .that()
          .haveSimpleNameNotStartingWith("Frameflow")
          .should()
          .callMethod(System.class, "exit", int.class);
}
