/**
 * Calls `refresh` at once and then so often, as long as somebody can see the page: a hidden tab asks for nothing, and once
 * it is seen again it does so at once. Answers the function that ends it.
 */
export function poll(refresh: () => Promise<void>, everyMs: number): () => void {
  let busy = false;
  let lastAt = -Infinity;

  async function look(soonestMs: number): Promise<void> {
    if (busy || document.visibilityState === "hidden" || performance.now() - lastAt < soonestMs) return;
    busy = true;
    lastAt = performance.now();
    try {
      await refresh();
    } finally {
      busy = false;
    }
  }

  // A browser tells of a tab that comes to the front in two ways, at the same time.
  const onreturn = () => void look(shortestMs);
  const timer = setInterval(() => void look(0), everyMs);
  window.addEventListener("focus", onreturn);
  document.addEventListener("visibilitychange", onreturn);
  // Later, so that an effect that begins to poll does not depend on what `refresh` reads.
  const begin = setTimeout(() => void look(0));
  return () => {
    clearTimeout(begin);
    clearInterval(timer);
    window.removeEventListener("focus", onreturn);
    document.removeEventListener("visibilitychange", onreturn);
  };
}

const shortestMs = 1_000;
