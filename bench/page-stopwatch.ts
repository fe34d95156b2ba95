/**
 * Runs in every page that is measured, before its own script. All times are the browser's own, in milliseconds:
 * - `stopwatch.painted(selector, text)`: from the navigation until an element that matches and says `text` was painted;
 * - `stopwatch.begin(selector, text)`, then `stopwatch.took()`: from the next press of a key or button until that;
 * - `stopwatch.frame()`: from one frame to the next.
 */
export const PAGE_STOPWATCH = `
  window.stopwatch = {
    painted: (selector, text = '') => new Promise((resolve) => {
      const isThere = () => [...document.querySelectorAll(selector)].some((each) => each.textContent.includes(text));
      // The second frame begins when the first has been painted.
      const tell = () => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
      if (isThere()) return tell();
      const watcher = new MutationObserver(() => {
        if (!isThere()) return;
        watcher.disconnect();
        tell();
      });
      watcher.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
    }),
    begin: (selector, text) => {
      const pressed = new Promise((resolve) => {
        for (const name of ['mousedown', 'keydown'])
          addEventListener(name, () => resolve(performance.now()), { capture: true, once: true });
      });
      const painted = stopwatch.painted(selector, text);
      stopwatch.took = async () => (await painted) - (await pressed);
    },
    frame: () =>
      new Promise((resolve) => requestAnimationFrame((first) => requestAnimationFrame((next) => resolve(next - first)))),
  };
`;
