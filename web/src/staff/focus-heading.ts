import { tick } from "svelte";

let moved = false;

/** From now on a page that opens takes the focus: after a link inside the app, not on the first page. */
export function enableHeadingFocus(): void {
  moved = true;
}

/** For the heading of a page: takes the focus when the page opens, so that it is read and Tab goes on from there. */
export function focusHeading(heading: HTMLElement): void {
  if (moved) void tick().then(() => heading.focus({ preventScroll: true }));
}
