// Pictures dragged over the text, and pasted: where they would go, shown by a line. Takes none in.
import type { EditorView } from '@codemirror/view';
import { ViewPlugin, type PluginValue } from '@codemirror/view';
import { givenIn, mayBePictures, pastedIn, type Given } from '../shared/pictures/given';
import { offsetOf, type Gap } from './arrivals';
import { paragraphAt } from './passage';

/** Who takes in what is given: at a gap, or where the caret is. */
export type Taking = (given: Given[], gap: Gap | null) => void;

/** The gap between paragraphs that is nearest to a height in the window. */
export function gapAt(view: EditorView, clientY: number): Gap {
  const height = clientY - view.documentTop;
  const { from } = view.lineBlockAtHeight(height);
  const paragraph = paragraphAt(view.state.doc, from);
  const isBlank = paragraph.from === paragraph.to || view.state.doc.lineAt(from).text.trim() === '';
  if (isBlank) return { at: from, before: false };
  const middle = (view.lineBlockAt(paragraph.from).top + view.lineBlockAt(paragraph.to).bottom) / 2;
  return height < middle ? { at: paragraph.from, before: true } : { at: paragraph.to, before: false };
}

/** The line that shows the gap. */
class DropLine implements PluginValue {
  readonly #view: EditorView;
  #line: HTMLElement | null = null;

  constructor(view: EditorView) {
    this.#view = view;
  }

  /** Shows the gap nearest to a height in the window; `null` shows none. */
  show(clientY: number | null): void {
    if (clientY === null) {
      this.#line?.remove();
      this.#line = null;
      return;
    }
    const view = this.#view;
    this.#line ??= view.scrollDOM.appendChild(lineElement());
    const { offsetLeft, offsetWidth } = view.contentDOM;
    this.#line.style.left = `${offsetLeft}px`;
    this.#line.style.width = `${offsetWidth}px`;
    this.#line.style.top = `${this.#topOf(gapAt(view, clientY)) + view.documentPadding.top}px`;
  }

  #topOf(gap: Gap): number {
    const offset = offsetOf(this.#view.state, gap);
    const block = this.#view.lineBlockAt(offset);
    if (block.length === 0) return (block.top + block.bottom) / 2;
    return offset === block.from ? block.top : block.bottom;
  }

  destroy(): void {
    this.show(null);
  }
}

function lineElement(): HTMLElement {
  const line = document.createElement('div');
  line.className = 'md-drop-line';
  line.setAttribute('aria-hidden', 'true');
  return line;
}

/** The plugin that shows where a picture would go; `taking` hears what a view is given. */
export function drops(taking: (view: EditorView) => Taking | undefined) {
  return ViewPlugin.define((view) => new DropLine(view), {
    eventHandlers: {
      dragover(event) {
        if (!mayBePictures(event.dataTransfer)) return false;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        this.show(event.clientY);
        return true;
      },
      dragleave(event, view) {
        const to = event.relatedTarget;
        if (!(to instanceof Node) || !view.dom.contains(to)) this.show(null);
      },
      drop(event, view) {
        this.show(null);
        const given = event.dataTransfer ? givenIn(event.dataTransfer) : [];
        if (given.length === 0) return false;
        event.preventDefault();
        taking(view)?.(given, gapAt(view, event.clientY));
        return true;
      },
      paste(event, view) {
        const given = event.clipboardData ? pastedIn(event.clipboardData) : [];
        if (given.length === 0) return false;
        event.preventDefault();
        taking(view)?.(given, null);
        return true;
      },
    },
  });
}
