// The manuscript's type and measure, from the window's tokens; light and dark are the tokens' affair.
import { EditorView } from '@codemirror/view';

/** Type size and family come from `--manuscript-size` and `--manuscript`, the line's length from `--measure`. */
export const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'transparent', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--manuscript)',
    fontSize: 'var(--manuscript-size)',
    lineHeight: '1.66',
    overflowX: 'hidden',
    overflowY: 'scroll',
    justifyContent: 'center',
    // A key is laid out and drawn within the scrolled text: else all of the column around it is, too.
    contain: 'strict',
  },
  '.cm-content': {
    flexGrow: '0',
    flexShrink: '1',
    width: 'min(var(--measure), 100% - 2 * var(--manuscript-margin, 32px))',
    maxWidth: 'min(var(--measure), 100% - 2 * var(--manuscript-margin, 32px))',
    boxSizing: 'border-box',
    padding: 'var(--manuscript-head, 0px) 0 40vh',
    caretColor: 'var(--accent)',
    fontVariantLigatures: 'common-ligatures',
  },
  '.cm-line': { padding: '0' },
  '.cm-selectionMatch, .cm-searchMatch': { backgroundColor: 'var(--mark)', borderRadius: '2px' },
  '.cm-searchMatch-selected': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 30%, transparent)',
  },
  '.cm-panels': { backgroundColor: 'var(--panel)', color: 'var(--ink)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-placeholder': { color: 'var(--faint)', fontStyle: 'italic' },
  '.md-no-break': { boxShadow: 'inset 0 -0.28em 0 color-mix(in srgb, var(--accent) 16%, transparent)' },
  '.md-heading-1': { fontSize: '1.2em' },
  '.md-heading-2': { fontSize: '1.06em' },
  '.md-quote': { fontStyle: 'italic' },
  '.md-code': { fontFamily: 'ui-monospace, monospace', fontSize: '0.86em', lineHeight: '1.5' },
  '.md-note': { fontSize: '0.9em' },
});
