// The keyboard from one column to the next (F6); knows columns only by their mark.

const REACHABLE = 'button, input, select, textarea, a[href], [contenteditable="true"], [tabindex="0"]';

/** Puts the keyboard in the next column, after the last in the first. */
export function nextPane(): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  for (let step = 1; step <= panes.length; step++) {
    const pane = panes[(here + step) % panes.length];
    if (pane && enter(pane)) return;
  }
}

/** Puts the keyboard in the headline of the open draft. */
export function focusHeadline(): void {
  document.querySelector<HTMLElement>('[data-pane] .headline textarea')?.focus();
}

/** Puts the keyboard in its standfirst. */
export function focusStandfirst(): void {
  document.querySelector<HTMLElement>('[data-pane] .standfirst textarea')?.focus();
}

function enter(pane: HTMLElement): boolean {
  const preferred = pane.querySelector<HTMLElement>('.cm-content, [aria-current="true"]');
  const first = [...pane.querySelectorAll<HTMLElement>(REACHABLE)].find((element) => element.tabIndex >= 0);
  const target = preferred ?? first;
  // Whatever the mouse did before: the keyboard came by a key, and is to be seen.
  target?.focus({ focusVisible: true });
  return target !== undefined && document.activeElement === target;
}
