/** Escape first closes what the editor has opened over its text, and only then the dialog around it. */

/** For a dialog's `onEscapeKeyDown`. */
export function leaveEscapeToEditor(event: Event): void {
  const offers = [...document.querySelectorAll('.suggest-widget')];
  const seen = offers.some((each) => each.checkVisibility({ visibilityProperty: true }));
  if (seen) event.preventDefault();
}
