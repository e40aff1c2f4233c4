package io.contactstatus.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What two that were measured in turns have to do with each other.
final class Ratios {

    private Ratios() {}

    /// @param ours and `theirs`, each turn's in the same place
    static <T> void print(
            PrintStream out, String what, String aim, List<T> ours, List<T> theirs, ToDoubleFunction<T> measure) {
        var ratios = new double[ours.size()];
        Arrays.setAll(
                ratios, number -> measure.applyAsDouble(ours.get(number)) / measure.applyAsDouble(theirs.get(number)));
        Arrays.sort(ratios);
        var median = (ratios[(ratios.length - 1) / 2] + ratios[ratios.length / 2]) / 2;
        out.printf(
                "%s, service to bare: median %.2f, from %.2f to %.2f (aim: %s)%n",
                what, median, ratios[0], ratios[ratios.length - 1], aim);
    }
}
