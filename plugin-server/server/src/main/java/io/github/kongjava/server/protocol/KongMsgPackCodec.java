package io.github.kongjava.server.protocol;

import io.github.kongjava.server.protocol.KongMessage.Adopt;
import io.github.kongjava.server.protocol.KongMessage.CloseInstance;
import io.github.kongjava.server.protocol.KongMessage.HandleEvent;
import io.github.kongjava.server.protocol.KongMessage.InstanceStatus;
import io.github.kongjava.server.protocol.KongMessage.Notification;
import io.github.kongjava.server.protocol.KongMessage.PluginInfo;
import io.github.kongjava.server.protocol.KongMessage.PluginNames;
import io.github.kongjava.server.protocol.KongMessage.ServerStatus;
import io.github.kongjava.server.protocol.KongMessage.StartInstance;
import io.github.kongjava.server.protocol.KongMessage.Step;
import io.github.kongjava.server.protocol.KongMessage.StepError;
import io.github.kongjava.server.protocol.KongMessage.Unknown;
import io.github.kongjava.server.protocol.Value.Nil;
import java.io.IOException;
import org.msgpack.core.MessagePacker;

/**
 * Kong's side of {@code MsgPack:1}, for tests, for the load driver and for the development gateway: Kong's requests to
 * bytes, the server's answers from bytes. {@link MsgPackScanner} finds the messages in a stream. All methods are pure
 * functions, safe for use by any number of threads, each with a buffer of its own.
 */
public final class KongMsgPackCodec {

    private KongMsgPackCodec() {}

    /**
     * Reads the message that the bytes from {@code from} to before {@code to} are.
     *
     * @throws ProtocolException if they are no response or notification, or more than one
     */
    public static ServerMessage decode(byte[] bytes, int from, int to) throws ProtocolException {
        return MsgPackResponses.decode(bytes, from, to);
    }

    /** Writes any message but the result of a PDK call, whose form depends on the function. */
    public static void encode(OutputBuffer out, KongMessage message) {
        MsgPackCodec.encode(out, packer -> {
            if (message instanceof StartInstance start) {
                request(packer, start.id(), "plugin.StartInstance").packMapHeader(2);
                MsgPackWriter.text(packer, "Name");
                MsgPackWriter.text(packer, start.plugin());
                MsgPackWriter.text(packer, "Config");
                MsgPackWriter.text(packer, start.config());
            } else if (message instanceof CloseInstance close) {
                request(packer, close.id(), "plugin.CloseInstance").packInt(close.instance());
            } else if (message instanceof HandleEvent event) {
                request(packer, event.id(), "plugin.HandleEvent").packMapHeader(2);
                MsgPackWriter.text(packer, "InstanceId");
                packer.packInt(event.instance());
                MsgPackWriter.text(packer, "EventName");
                MsgPackWriter.text(packer, event.phase());
            } else if (message instanceof Step step) {
                step(packer, step, "plugin.Step", KongMsgPackValues.Form.PLAIN);
            } else {
                rare(packer, message);
            }
        });
    }

    private static void rare(MessagePacker packer, KongMessage message) throws IOException {
        if (message instanceof StepError step) {
            request(packer, step.id(), "plugin.StepError").packMapHeader(2);
            MsgPackCodec.name(packer, MsgPackCodec.EVENT_ID).packLong(step.event());
            MsgPackWriter.text(packer, "Error");
            MsgPackWriter.text(packer, step.error());
        } else if (message instanceof InstanceStatus status) {
            request(packer, status.id(), "plugin.InstanceStatus").packInt(status.instance());
        } else if (message instanceof ServerStatus status) {
            request(packer, status.id(), "plugin.GetStatus").packNil();
        } else if (message instanceof Adopt adopt) {
            request(packer, adopt.id(), "plugin.Adopt").packMapHeader(2);
            MsgPackWriter.text(packer, "Identity");
            MsgPackWriter.text(packer, adopt.identity());
            MsgPackWriter.text(packer, "Launcher");
            packer.packLong(adopt.launcher());
        } else if (message instanceof PluginNames names) {
            request(packer, names.id(), "plugin.GetPluginNames").packNil();
        } else if (message instanceof PluginInfo info) {
            MsgPackWriter.text(request(packer, info.id(), "plugin.GetPluginInfo"), info.plugin());
        } else if (message instanceof Unknown unknown) {
            request(packer, unknown.id(), unknown.method()).packNil();
        } else if (message instanceof Notification notification) {
            packer.packArrayHeader(3).packInt(MsgPackCodec.NOTIFICATION);
            MsgPackWriter.text(packer, notification.label());
            packer.packNil();
        }
    }

    /** Writes the result of a PDK call in the form that Kong has for the function. */
    public static void encodeStep(OutputBuffer out, Step step, PdkFunction function) {
        MsgPackCodec.encode(out, packer -> step(packer, step, method(function), KongMsgPackValues.form(function)));
    }

    /** The method by which Kong sends the function's result. */
    private static String method(PdkFunction function) {
        return switch (function) {
            case CLIENT_GET_CREDENTIAL, CLIENT_AUTHENTICATE -> "plugin.StepCredential";
            case CLIENT_LOAD_CONSUMER, CLIENT_GET_CONSUMER -> "plugin.StepConsumer";
            case ROUTER_GET_ROUTE -> "plugin.StepRoute";
            case ROUTER_GET_SERVICE -> "plugin.StepService";
            case NODE_GET_MEMORY_STATS -> "plugin.StepMemoryStats";
            case REQUEST_GET_QUERY, REQUEST_GET_HEADERS, RESPONSE_GET_HEADERS, SERVICE_RESPONSE_GET_HEADERS ->
                "plugin.StepMultiMap";
            default -> "plugin.Step";
        };
    }

    private static void step(MessagePacker packer, Step step, String method, KongMsgPackValues.Form form)
            throws IOException {
        boolean absent = step.data() instanceof Nil;
        request(packer, step.id(), method).packMapHeader(absent ? 1 : 2);
        MsgPackCodec.name(packer, MsgPackCodec.EVENT_ID).packLong(step.event());
        if (!absent) {
            KongMsgPackValues.write(MsgPackCodec.name(packer, MsgPackCodec.DATA), step.data(), form);
        }
    }

    private static MessagePacker request(MessagePacker packer, long id, String method) throws IOException {
        packer.packArrayHeader(4).packInt(MsgPackCodec.REQUEST).packLong(id);
        MsgPackWriter.text(packer, method);
        return packer.packArrayHeader(1);
    }
}
