package io.github.kongjava.server.protocol;

/** The first byte of a MsgPack value, which tells the value's type and often its length. */
final class MsgPackHead {

    private MsgPackHead() {}

    static boolean isArray(int head) {
        return (head >= 0x90 && head <= 0x9f) || head == 0xdc || head == 0xdd;
    }

    /** How many bytes of length follow the first byte. */
    static int lengthBytes(int head) throws ProtocolException {
        return switch (head) {
            case 0xc4, 0xd9 -> 1;
            case 0xc5, 0xda, 0xdc, 0xde -> 2;
            case 0xc6, 0xdb, 0xdd, 0xdf -> 4;
            case 0xc1, 0xc7, 0xc8, 0xc9, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 ->
                throw new ProtocolException("the byte " + head + " begins no value that Kong sends");
            default -> 0;
        };
    }

    /** The length that is given behind the first byte or within it. */
    static long length(byte[] bytes, int at, int head, int width) {
        if (width == 0) {
            return lengthWithin(head);
        }
        long length = 0;
        for (int i = 1; i <= width; i++) {
            length = (length << 8) | (bytes[at + i] & 0xff);
        }
        return length;
    }

    private static int lengthWithin(int head) {
        if (head < 0x80 || head >= 0xe0) {
            return 0;
        }
        if (head < 0xa0) {
            return head & 0x0f;
        }
        if (head < 0xc0) {
            return head & 0x1f;
        }
        return switch (head) {
            case 0xcc, 0xd0 -> 1;
            case 0xcd, 0xd1 -> 2;
            case 0xca, 0xce, 0xd2 -> 4;
            case 0xcb, 0xcf, 0xd3 -> 8;
            default -> 0;
        };
    }

    /** How many values an array or a map holds (keys counted); 0 for any other value. */
    static long elements(int head, long length) {
        if (isArray(head)) {
            return length;
        }
        boolean map = (head >= 0x80 && head <= 0x8f) || head == 0xde || head == 0xdf;
        return map ? 2 * length : 0;
    }

    /** How many bytes of content follow the first byte and the length; an array's or a map's elements do not count. */
    static long payload(int head, long length) {
        return elements(head, length) > 0 ? 0 : length;
    }
}
