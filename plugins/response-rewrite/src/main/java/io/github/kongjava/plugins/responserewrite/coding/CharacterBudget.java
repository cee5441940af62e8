package io.github.kongjava.plugins.responserewrite.coding;

/**
 * How many characters may still be made for a response, since a small body must not become a large one by what stands in for
 * its parts; and how many may be read in the searches of its texts, which together must take linear time. For one thread.
 */
public final class CharacterBudget {

    /** Ordinary expressions read each character three times, and ten times if each is a match. */
    private static final int READ_TIMES = 40;

    private static final int READ_AT_LEAST = 100_000;

    private long left;
    private long readsLeft = READ_AT_LEAST;

    /** With so many. */
    public CharacterBudget(long most) {
        left = most;
    }

    /**
     * Takes some of it.
     *
     * @throws UnusableBodyException if there are not so many left
     */
    public void spend(long characters) throws UnusableBodyException {
        left -= characters;
        if (left < 0) {
            throw new UnusableBodyException("what is put into the body is over limits.output_bytes");
        }
    }

    /** A search of a text of so many characters begins. */
    void searches(int length) {
        readsLeft += (long) READ_TIMES * length;
    }

    /** Takes one read; false if there is none left. */
    boolean reads() {
        return --readsLeft >= 0;
    }
}
