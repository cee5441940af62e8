package io.github.kongjava.server.plugin;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Makes the calls of {@link ExitGuard} go to {@link PluginExitAttempt}; operands and stack stay as they are. */
final class ExitRewriter extends ClassVisitor {

    private static final String ATTEMPT = PluginExitAttempt.class.getName().replace('.', '/');

    ExitRewriter(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new Calls(super.visitMethod(access, name, descriptor, signature, exceptions));
    }

    private static @Nullable Handle substitute(String owner, String name, String descriptor) {
        return switch (owner + "." + name + descriptor) {
            case "java/lang/System.exit(I)V" -> attempt("systemExit", "(I)V");
            case "java/lang/Runtime.exit(I)V" -> attempt("runtimeExit", "(Ljava/lang/Runtime;I)V");
            case "java/lang/Runtime.halt(I)V" -> attempt("runtimeHalt", "(Ljava/lang/Runtime;I)V");
            default -> null;
        };
    }

    private static Handle attempt(String name, String descriptor) {
        return new Handle(Opcodes.H_INVOKESTATIC, ATTEMPT, name, descriptor, false);
    }

    /** A bootstrap argument or constant; method references are among them. */
    private static Object substitute(Object constant) {
        if (constant instanceof Handle handle) {
            Handle other = substitute(handle.getOwner(), handle.getName(), handle.getDesc());
            return other == null ? handle : other;
        }
        if (constant instanceof ConstantDynamic dynamic) {
            Object[] arguments = new Object[dynamic.getBootstrapMethodArgumentCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = substitute(dynamic.getBootstrapMethodArgument(i));
            }
            return new ConstantDynamic(
                    dynamic.getName(), dynamic.getDescriptor(), dynamic.getBootstrapMethod(), arguments);
        }
        return constant;
    }

    private static final class Calls extends MethodVisitor {

        Calls(@Nullable MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            Handle other = substitute(owner, name, descriptor);
            if (other == null) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            } else {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, ATTEMPT, other.getName(), other.getDesc(), false);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            Object[] others = new Object[arguments.length];
            for (int i = 0; i < others.length; i++) {
                others[i] = substitute(arguments[i]);
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, others);
        }

        @Override
        public void visitLdcInsn(Object constant) {
            super.visitLdcInsn(substitute(constant));
        }
    }
}
