package io.github.kongjava.server.protocol;

import io.github.kongjava.server.protocol.Value.Text;
import io.github.kongjava.server.protocol.Value.Whole;

/** Writes a server's messages again with the codecs that a server has. */
final class ServerMessages {

    private ServerMessages() {}

    static byte[] msgPack(ServerMessage message) {
        OutputBuffer out = new OutputBuffer();
        if (message instanceof ServerMessage.Call call) {
            PdkFunction function = PdkFunction.ofPath(call.method()).orElseThrow();
            MsgPackCodec.encodeCall(out, call.id(), call.event(), new PdkCall(function, call.arguments()));
        } else if (message instanceof ServerMessage.Ended ended) {
            MsgPackCodec.encodeEnd(out, ended.id(), ended.event());
        } else if (message instanceof ServerMessage.Instance instance) {
            MsgPackCodec.encodeInstance(out, instance.id(), instance.instance());
        } else if (message instanceof ServerMessage.Failed failed) {
            MsgPackCodec.encodeError(out, failed.id(), ((Text) failed.error()).string());
        } else if (message instanceof ServerMessage.Other other) {
            MsgPackCodec.encodeResult(out, other.id(), other.result());
        } else if (message instanceof ServerMessage.Notification notification) {
            notify(out, notification);
        }
        return out.toByteArray();
    }

    /** A server has no other notification than one with its process id. */
    private static void notify(OutputBuffer out, ServerMessage.Notification notification) {
        if (notification.argument() instanceof Whole pid) {
            MsgPackCodec.encodeServerPid(out, pid.value());
        } else {
            MsgPackCodec.encode(out, packer -> {
                packer.packArrayHeader(3).packInt(MsgPackCodec.NOTIFICATION);
                MsgPackWriter.text(packer, notification.label());
                MsgPackWriter.value(packer, notification.argument());
            });
        }
    }

    static byte[] protoBuf(ServerMessage message) {
        OutputBuffer out = new OutputBuffer();
        if (message instanceof ServerMessage.Ended ended) {
            ProtoBufCodec.encodeReturn(out, ended.id());
        } else if (message instanceof ServerMessage.Instance instance) {
            ProtoBufCodec.encodeInstance(out, instance.id(), instance.instance());
        }
        return out.toByteArray();
    }
}
