package io.github.kongjava.cli;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.schema.KongVersion;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.TypeConversionException;

/** The command with its subcommands. */
@Command(
        name = "kong-java",
        description = "Serves Kong Gateway plugins that are written in Java.",
        mixinStandardHelpOptions = true,
        versionProvider = KongJava.Version.class,
        subcommands = {
            ServeCommand.class,
            DumpCommand.class,
            ConfCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            DevCommand.class
        })
final class KongJava {

    static int run(String... args) {
        CommandLine line = new CommandLine(new KongJava());
        line.registerConverter(Protocol.class, converter(ProtocolName::parse));
        line.registerConverter(KongVersion.class, converter(KongVersion::parse));
        line.setParameterExceptionHandler((e, given) -> {
            say(
                    e.getCommandLine(),
                    e.getMessage() + "; see "
                            + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            return CommandLine.ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((e, command, parsed) -> {
            say(command, String.valueOf(e instanceof CommandFailure ? e.getMessage() : e));
            return CommandLine.ExitCode.SOFTWARE;
        });
        if (args.length == 0) {
            line.usage(line.getErr());
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(args);
    }

    /** The version of this command. */
    static String version() {
        return Optional.ofNullable(KongJava.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }

    private static void say(CommandLine line, String message) {
        line.getErr().println("kong-java: " + message.replaceAll("\\R", " | "));
        line.getErr().flush();
    }

    private static <T> ITypeConverter<T> converter(ITypeConverter<T> parse) {
        return text -> {
            try {
                return parse.convert(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"kong-java " + version() + " on Java " + Runtime.version()};
        }
    }
}
