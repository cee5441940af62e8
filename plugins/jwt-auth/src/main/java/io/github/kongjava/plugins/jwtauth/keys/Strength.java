package io.github.kongjava.plugins.jwtauth.keys;

import java.math.BigInteger;
import java.util.Arrays;

/** Which public keys are strong enough that only the holder of the private key can sign. */
final class Strength {

    private static final int LEAST_RSA_BITS = 2048;

    /** Larger ones are no stronger in practice, and let whoever chooses the key choose the cost of verifying. */
    private static final int MOST_RSA_BITS = 8192;

    private static final int MOST_EXPONENT_BITS = 64;

    /** The primes up to 167, by which keys of a faulty chip are known (CVE-2017-15361, "ROCA"). */
    private static final int[] ROCA_PRIMES = {
        3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109,
        113, 127, 131, 137, 139, 149, 151, 157, 163, 167
    };

    private static final int ROCA_GENERATOR = 65537;

    private static final BigInteger ED25519_PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    private static final BigInteger ED25519_D = BigInteger.valueOf(-121665)
            .multiply(BigInteger.valueOf(121666).modInverse(ED25519_PRIME))
            .mod(ED25519_PRIME);

    private Strength() {}

    static void checkRsa(BigInteger modulus, BigInteger exponent) throws UnusableKeyException {
        int bits = modulus.bitLength();
        if (bits < LEAST_RSA_BITS || bits > MOST_RSA_BITS) {
            throw new UnusableKeyException(
                    "its modulus has " + bits + " bits instead of " + LEAST_RSA_BITS + " to " + MOST_RSA_BITS);
        }
        if (!exponent.testBit(0)
                || exponent.compareTo(BigInteger.ONE) <= 0
                || exponent.bitLength() > MOST_EXPONENT_BITS) {
            throw new UnusableKeyException("its exponent is even, 1 or very large");
        }
        if (hasSmallFactor(modulus) || isRoca(modulus)) {
            throw new UnusableKeyException("its modulus can be factored");
        }
    }

    private static boolean hasSmallFactor(BigInteger modulus) {
        return !modulus.testBit(0)
                || Arrays.stream(ROCA_PRIMES)
                        .anyMatch(
                                prime -> modulus.mod(BigInteger.valueOf(prime)).signum() == 0);
    }

    /** Every such modulus is a power of 65537 modulo each of the primes; of others one in 10^8 at most. */
    private static boolean isRoca(BigInteger modulus) {
        for (int prime : ROCA_PRIMES) {
            int remainder = modulus.mod(BigInteger.valueOf(prime)).intValue();
            if (!isPower(remainder, ROCA_GENERATOR % prime, prime)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPower(int number, int base, int prime) {
        int power = 1;
        do {
            if (power == number) {
                return true;
            }
            power = power * base % prime;
        } while (power != 1);
        return false;
    }

    /** Whether it is a point of the curve, and not one of the few with which a signature fits any message. */
    static void checkEd25519(byte[] key) throws UnusableKeyException {
        byte[] bigEndian = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            bigEndian[i] = key[key.length - 1 - i];
        }
        bigEndian[0] &= 0x7F;
        BigInteger y = new BigInteger(1, bigEndian);
        BigInteger p = ED25519_PRIME;
        BigInteger yy = y.multiply(y).mod(p);
        BigInteger divisor = ED25519_D.multiply(yy).add(BigInteger.ONE).mod(p);
        // -1/d is no square, so that the divisor is never zero.
        BigInteger xx =
                yy.subtract(BigInteger.ONE).multiply(divisor.modInverse(p)).mod(p);
        boolean square = xx.signum() == 0
                || xx.modPow(p.subtract(BigInteger.ONE).shiftRight(1), p).equals(BigInteger.ONE);
        if (y.compareTo(p) >= 0 || !square) {
            throw new UnusableKeyException("it is no point of Ed25519");
        }
        // Orders 1 and 2, 4, and 8, whose double has order 4.
        if (xx.signum() == 0 || yy.signum() == 0 || xx.add(yy).mod(p).signum() == 0) {
            throw new UnusableKeyException("it is a point of small order");
        }
    }
}
