package io.github.kongjava.plugins.responserewrite.coding;

/**
 * How many characters may still be made for a response: a small body must not become a large one by what stands in for its
 * parts. For one thread.
 */
public final class CharacterBudget {

    private long left;

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
}
