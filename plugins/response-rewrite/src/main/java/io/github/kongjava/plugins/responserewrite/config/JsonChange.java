package io.github.kongjava.plugins.responserewrite.config;

import io.github.kongjava.pdk.config.Condition;
import io.github.kongjava.pdk.config.Conditional;
import io.github.kongjava.pdk.config.Description;
import io.github.kongjava.pdk.config.Examples;
import io.github.kongjava.pdk.config.LenMin;
import java.util.Optional;

/**
 * One change of a JSON body.
 *
 * @param op what is done
 * @param path where
 * @param value the value, as JSON
 * @param to the new name of a member
 */
@Conditional(
        ifField = "op",
        ifMatch = @Condition(oneOf = {"add", "replace", "append"}),
        thenField = "value",
        thenMatch = @Condition(required = true))
@Conditional(
        ifField = "op",
        ifMatch = @Condition(eq = "rename"),
        thenField = "to",
        thenMatch = @Condition(required = true))
public record JsonChange(
        @Description("What is done: add where nothing is, replace or remove what is there, rename a member, append to"
                + " an array")
        Op op,

        @Description("JSON pointer to the place; * stands for every member or element")
        @LenMin(0)
        @Examples("/items/*/price")
        String path,

        @Description("The value as JSON; its texts may have placeholders") @Examples({"1", "\"${request.path}\""})
        Optional<String> value,

        @Description("New name of the member, for rename") Optional<String> to) {

    /** What is done. */
    public enum Op {
        /** Puts the value where nothing is. */
        ADD,
        /** Puts the value where something is. */
        REPLACE,
        /** Removes what is there. */
        REMOVE,
        /** Gives a member another name, in place of one that has it already. */
        RENAME,
        /** Puts the value at the end of the array; something else becomes the first element of one. */
        APPEND
    }
}
