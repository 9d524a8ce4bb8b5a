// Text to the clipboard, also where the modern way is closed; knows nothing of what the text is.

/** Copies `text`; false when the system would not take it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'unseen';
  const before = document.activeElement;
  document.body.append(field);
  field.select();
  // The old way is the only one left when the window has no clipboard permission.
  const taken = document.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return taken;
}
