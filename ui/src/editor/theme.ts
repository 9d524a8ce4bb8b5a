// The manuscript's type and measure, from the window's tokens; light and dark are the tokens' affair.
import { EditorView } from '@codemirror/view';

const small = { fontFamily: 'var(--sans)', fontSize: '12px', lineHeight: '1.45' };
const frame = { border: '1px solid var(--line)', borderRadius: '6px', backgroundColor: 'var(--panel)' };

/** Lines that are pictures, pictures on their way, and where one would go. */
const pictures = {
  // As high closed as open: nothing moves when the caret comes or goes.
  '.md-figure': {
    position: 'relative',
    minHeight: '64px',
    paddingLeft: '106px',
    fontSize: '0.82em',
    lineHeight: '1.45',
    overflowWrap: 'anywhere',
  },
  '.md-thumbnail': {
    position: 'absolute',
    left: '0',
    top: '0',
    display: 'grid',
    placeItems: 'center',
    boxSizing: 'border-box',
    width: '94px',
    height: '62px',
    padding: '0',
    overflow: 'hidden',
    cursor: 'pointer',
    ...frame,
  },
  '.md-thumbnail:hover, .md-thumbnail:focus-visible': { borderColor: 'var(--accent)' },
  '.md-thumbnail > span': { display: 'block' },
  '.md-thumbnail:empty::after': {
    content: '""',
    width: '26px',
    height: '18px',
    border: '1.5px dashed var(--faint)',
    borderRadius: '3px',
  },
  '.md-thumbnail.md-failed': { borderColor: 'var(--accent)', borderStyle: 'dashed' },
  '.md-figure-words': { display: 'inline-flex', flexDirection: 'column', gap: '2px', ...small },
  '.md-figure-caption': { color: 'var(--ink)', fontSize: '13px' },
  '.md-figure-alt': { color: 'var(--soft)' },
  '.md-figure-failure': { color: 'var(--accent)' },
  '.md-arrival': { margin: '6px 0', padding: '9px 14px', color: 'var(--soft)', ...frame, ...small },
  '.md-arrival-words': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '.md-arrival-bar': {
    position: 'relative',
    height: '3px',
    marginTop: '7px',
    overflow: 'hidden',
    borderRadius: '2px',
    backgroundColor: 'var(--line)',
  },
  '.md-arrival-bar::after': {
    content: '""',
    position: 'absolute',
    inset: '0 auto 0 0',
    width: 'max(8%, var(--done, 0%))',
    backgroundColor: 'var(--accent)',
    transition: 'width 0.2s',
  },
  '.md-arrival-going::after': { width: '30%', animation: 'md-going 1.4s ease-in-out infinite alternate' },
  '@keyframes md-going': { from: { left: '0' }, to: { left: '70%' } },
  '@media (prefers-reduced-motion: reduce)': {
    '.md-arrival-going::after': { animation: 'none' },
  },
  '.md-drop-line': {
    position: 'absolute',
    zIndex: '2',
    height: '3px',
    translate: '0 -50%',
    borderRadius: '2px',
    backgroundColor: 'var(--accent)',
    pointerEvents: 'none',
  },
};

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
    // In what is edited WebKit breaks a line at a no-break space, which no page does.
    '-webkit-nbsp-mode': 'normal',
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
  '.md-narrow': { boxShadow: 'inset 0 -0.28em 0 color-mix(in srgb, var(--accent) 48%, transparent)' },
  '.md-space': {
    background:
      'radial-gradient(circle at center, var(--faint) 0.08em, transparent 0.09em) center / 100% 1em no-repeat',
  },
  '.md-found': {
    textDecoration: 'underline',
    textDecorationThickness: '1.5px',
    textUnderlineOffset: '0.22em',
    textDecorationSkipInk: 'none',
  },
  '.md-found-spelling': { textDecorationStyle: 'wavy', textDecorationColor: 'var(--accent)' },
  '.md-found-signs': { textDecorationStyle: 'dotted', textDecorationColor: 'var(--faint)' },
  '.md-found-style': { textDecorationStyle: 'solid', textDecorationColor: 'var(--soft)' },
  '.md-found-copy': { textDecorationStyle: 'dashed', textDecorationColor: 'var(--soft)' },
  '.md-heading-1': { fontSize: '1.2em' },
  '.md-heading-2': { fontSize: '1.06em' },
  '.md-quote': { fontStyle: 'italic' },
  '.md-code': { fontFamily: 'ui-monospace, monospace', fontSize: '0.86em', lineHeight: '1.5' },
  '.md-note': { fontSize: '0.9em' },
  ...pictures,
});
