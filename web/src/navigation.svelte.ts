import { routeOf } from "./paths.ts";

/** The address that is shown now; templates that read it follow it. */
export const here = $state<{ href: string }>({ href: location.href });

/** Goes to another page of ours. `state` survives a reload and is lost with the tab. */
export function go(path: string, state: unknown = null): void {
  history.pushState(state, "", path);
  arrive();
  scrollTo(0, 0);
}

/** As `go`, in place of the page that is shown: going back does not come to it. */
export function goOn(path: string): void {
  history.replaceState(null, "", path);
  arrive();
}

/** Follows the browser's back button and our own links; other links stay the browser's business. */
export function startNavigation(): void {
  addEventListener("popstate", arrive);
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || !isOurs(link, event)) return;
    event.preventDefault();
    go(link.pathname + link.search);
  });
}

function arrive(): void {
  here.href = location.href;
}

function isOurs(link: HTMLAnchorElement, event: MouseEvent): boolean {
  const plainClick = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const sameWindow = !link.target && !link.hasAttribute("download");
  const insidePage = link.getAttribute("href")?.startsWith("#") ?? true;
  if (event.defaultPrevented || !plainClick || !sameWindow || insidePage) return false;
  return link.origin === location.origin && routeOf(new URL(link.href)).page !== "not-found";
}
