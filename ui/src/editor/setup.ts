// Everything a manuscript's state is made of. Input is left alone: nothing filters what is typed or composed.
import { history } from '@codemirror/commands';
import { Compartment, EditorSelection, EditorState, Text, type Extension } from '@codemirror/state';
import { EditorView, placeholder } from '@codemirror/view';
import { besideUndo } from './beside';
import { find } from './find';
import { quietMarks } from './highlight';
import { keys } from './keymap';
import { markdown } from './markdown';
import { pageNonce } from './nonce';
import { spaces, type ShownSpaces } from './spaces';
import { theme } from './theme';

/** What may change while a text is open, by no doing of the text's. */
export interface Surroundings {
  /** The text's language, BCP 47. */
  language: string;
  /** What a screen reader calls the manuscript. */
  label: string;
  /** What an empty manuscript says. */
  placeholder: string;
  /** CodeMirror's own words (announcements), English → the interface's language. */
  phrases: Record<string, string>;
  /** Which spaces are seen; those that do not break where nothing is said. */
  spaces?: ShownSpaces;
}

const surroundings = new Compartment();

function extensionOf(around: Surroundings): Extension {
  const { language, label, placeholder: hint, phrases, spaces: seen = 'noBreak' } = around;
  const attributes = { lang: language, 'aria-label': label, spellcheck: 'false', autocorrect: 'off' };
  return [
    EditorView.contentAttributes.of(attributes),
    EditorState.phrases.of(phrases),
    placeholder(hint),
    spaces[seen],
  ];
}

const manuscript: Extension = [
  EditorView.lineWrapping,
  markdown,
  quietMarks,
  theme,
  history({ newGroupDelay: 500 }),
  besideUndo,
  find,
  keys,
];

/** A state for a text; line ends become "\n". The caret is put inside the text whatever is asked. */
export function manuscriptState(
  text: string,
  caret: number,
  around: Surroundings,
  more: Extension = [],
): EditorState {
  const doc = Text.of(text.split(/\r\n?|\n/));
  return EditorState.create({
    doc,
    selection: EditorSelection.cursor(Math.max(0, Math.min(caret, doc.length))),
    extensions: [manuscript, more, EditorView.cspNonce.of(pageNonce()), surroundings.of(extensionOf(around))],
  });
}

/** The effect that gives a state other surroundings. */
export function surroundWith(around: Surroundings) {
  return surroundings.reconfigure(extensionOf(around));
}
