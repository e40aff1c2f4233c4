package io.contactstatus.pages;

import com.microsoft.playwright.Page;

/// The spectrum on a page, as it is drawn.
public record DrawnSpectrum(Page page) {

    private static final String PICTURE = "() => document.getElementById('spectrum-bars').toDataURL()";

    public void open() {
        page.locator("#spectrum-open").click();
        untilBothSidesAreDrawn();
    }

    public void untilBothSidesAreDrawn() {
        untilDrawn("&&");
    }

    public void untilASideIsDrawn() {
        untilDrawn("||");
    }

    private void untilDrawn(String both) {
        page.waitForFunction("""
                () => {
                  const bars = document.getElementById("spectrum-bars");
                  const copy = Object.assign(document.createElement("canvas"), { width: bars.width, height: bars.height });
                  const context = copy.getContext("2d", { willReadFrequently: true });
                  context.drawImage(bars, 0, 0);
                  const half = (from) => context.getImageData(0, from, bars.width, bars.height / 2 - 4).data.some((value) => value > 0);
                  return half(0) %s half(bars.height / 2 + 4);
                }""".formatted(both));
    }

    public void untilItHasMoved() {
        page.waitForFunction("before => (" + PICTURE + ")() !== before", page.evaluate(PICTURE));
    }

    /// As when another tab is looked at.
    public void isSeen(boolean seen) {
        page.evaluate("""
                () => {
                  Object.defineProperty(document, "hidden", { configurable: true, value: %b });
                  document.dispatchEvent(new Event("visibilitychange"));
                }""".formatted(!seen));
    }
}
