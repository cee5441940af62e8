package io.github.kongjava.plugins.tenantguard.identity;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An address, or all of a network (CIDR). Immutable.
 *
 * @param address its first bits are the network's
 * @param bits how many
 */
record Network(InetAddress address, int bits) {

    /**
     * Reads {@code 10.0.0.0/8}, {@code ::1} and the like.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Network of(String text) {
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
        int most = address.getAddress().length * 8;
        int bits = slash < 0 ? most : bits(text, text.substring(slash + 1));
        if (bits > most) {
            throw new IllegalArgumentException("\"" + text + "\" has more than " + most + " bits");
        }
        return new Network(address, bits);
    }

    private static int bits(String text, String digits) {
        if (!digits.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("\"" + text + "\" has no number of bits after the slash");
        }
        return Integer.parseInt(digits);
    }

    /** Never asks a name server: only what cannot be a name gets there. */
    private static InetAddress literal(String text) {
        boolean four = text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
        boolean six = text.contains(":") && text.matches("[0-9A-Fa-f:.]{2,45}");
        try {
            if (four || six) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("\"" + text + "\" is no address", e);
        }
        throw new IllegalArgumentException("\"" + text + "\" is no address");
    }

    /** Whether an address is of this network; false for what is none. */
    boolean contains(String ip) {
        byte[] other;
        try {
            other = literal(ip).getAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
        byte[] own = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((own[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
