package io.github.kongjava.server.barrier;

/**
 * Where plugin code runs, for the log.
 *
 * @param plugin the plugin's name
 * @param instance the instance's id, 0 if it has none yet
 * @param code the phase's name, or what else runs ({@code constructor}, {@code close})
 * @param event the event's number, 0 if there is none
 */
public record Place(String plugin, int instance, String code, long event) {

    @Override
    public String toString() {
        return "plugin=" + plugin + (instance == 0 ? "" : " instance=" + instance) + " phase=" + code
                + (event == 0 ? "" : " event=" + event);
    }
}
