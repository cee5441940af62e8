package io.github.kongjava.e2e.kong;

import io.github.kongjava.pdk.Protocol;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Whether there is a Kong to run against; says once which, or why there is none. */
public final class Suite implements ExecutionCondition {

    private static final Launchers GIVEN = Launchers.given();
    private static final Launchers.Choice CHOICE = choose();

    private static Launchers.Choice choose() {
        Launchers.Choice choice = GIVEN.choose();
        System.out.println(choice.launcher()
                .map(launcher -> "The end-to-end suite runs against " + launcher.description() + ".")
                .orElse("The end-to-end suite did not run: " + choice.reason() + "."));
        return choice;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (CHOICE.launcher().isPresent()) {
            return ConditionEvaluationResult.enabled("there is a Kong");
        }
        if (GIVEN.required()) {
            throw new IllegalStateException("-De2e.required=true, but the suite cannot run: " + CHOICE.reason());
        }
        return ConditionEvaluationResult.disabled(CHOICE.reason());
    }

    static KongLauncher launcher() {
        return CHOICE.launcher().orElseThrow();
    }

    /** Starts a Kong. */
    static Gateway gateway(Protocol protocol, Queries queries) {
        try {
            return Gateway.start(launcher(), protocol, GatewayFiles.built(), queries);
        } catch (Exception e) {
            throw new IllegalStateException("Kong with " + protocol.kongName() + " did not start", e);
        }
    }
}
