package io.github.kongjava.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The directions of dependency that docs/architecture.md names. */
class ArchitectureTest {

    private static final String BASE = "io.github.kongjava.server";

    private final JavaClasses server = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    @Test
    void dependencies_between_packages_go_one_way() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(BASE + "..")
                .layer("server")
                .definedBy(BASE)
                .layer("plugin")
                .definedBy(BASE + ".plugin..")
                .layer("owner")
                .definedBy(BASE + ".owner..")
                .layer("event")
                .definedBy(BASE + ".event..")
                .layer("instance")
                .definedBy(BASE + ".instance..")
                .layer("barrier")
                .definedBy(BASE + ".barrier..")
                .layer("pdk")
                .definedBy(BASE + ".pdk..")
                .layer("schema")
                .definedBy(BASE + ".schema..")
                .layer("protocol")
                .definedBy(BASE + ".protocol..")
                .layer("transport")
                .definedBy(BASE + ".transport..")
                .whereLayer("server")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("plugin")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("owner")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("event")
                .mayOnlyBeAccessedByLayers("server", "owner")
                .whereLayer("instance")
                .mayOnlyBeAccessedByLayers("server", "plugin", "event")
                .whereLayer("barrier")
                .mayOnlyBeAccessedByLayers("server", "plugin", "event", "instance")
                .whereLayer("pdk")
                .mayOnlyBeAccessedByLayers("event")
                .whereLayer("schema")
                .mayOnlyBeAccessedByLayers("plugin")
                .whereLayer("transport")
                .mayOnlyBeAccessedByLayers("server", "event", "owner")
                .check(server);
    }

    @Test
    void packages_form_no_cycles() {
        slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(server);
    }

    @Test
    void codecs_do_no_io() {
        noClasses()
                .that()
                .resideInAPackage(BASE + ".protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.channels..", "java.net..", "java.nio.file..", "jnr..")
                .check(server);
    }

    @Test
    void only_the_transport_knows_the_socket_library() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + ".transport..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jnr..")
                .check(server);
    }

    @Test
    void plugin_code_is_called_through_instances_alone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + ".instance..", BASE + ".plugin..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.github.kongjava.pdk.AccessPhase")
                .because("plugin code is run through an instance, inside the barrier")
                .check(server);
    }
}
