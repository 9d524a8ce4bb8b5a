// The work folders of the library that is played in memory, and what the writer is asked of their files.
import type { Asking, Event, FolderView } from '../contract';
import { failure, type Answers } from './answers';
import type { MemoryDraft } from './draft';

type Asked =
  | 'folders'
  | 'add_folder'
  | 'set_mirrored'
  | 'set_published'
  | 'remove_folder'
  | 'asked_drafts'
  | 'asking'
  | 'answer';

/** The folders, and the questions. */
export class MemoryFolders {
  readonly all: FolderView[] = [];
  /** What the writer is asked, by draft. */
  readonly #asking = new Map<string, Asking>();
  readonly #draftOf: (id: string) => MemoryDraft;
  readonly #emit: (event: Event) => void;

  /** `draftOf` finds a draft. */
  constructor(draftOf: (id: string) => MemoryDraft, emit: (event: Event) => void) {
    this.#draftOf = draftOf;
    this.#emit = emit;
  }

  /** What the core answers. */
  readonly commands: Answers<Asked> = {
    folders: () => this.all,
    add_folder: ({ path, mirrored }) => {
      const id = `folder-${this.all.length + 1}`;
      const well = { watched: true, fault: null, files: 0, failures: [] };
      this.all.push({ id, path, mirrored, published: false, ...well });
      return null;
    },
    set_mirrored: ({ folder, mirrored }) => {
      this.#folder(folder).mirrored = mirrored;
      return null;
    },
    set_published: ({ folder, published }) => {
      this.#folder(folder).published = published;
      return null;
    },
    remove_folder: (id) => {
      const at = this.all.findIndex((folder) => folder.id === id);
      if (at >= 0) this.all.splice(at, 1);
      return null;
    },
    asked_drafts: () =>
      [...this.#asking.values()].map(({ draft, path }) => ({
        draft,
        path,
        headline: this.#draftOf(draft).fields.headline,
      })),
    asking: (id) => this.#asking.get(id) ?? null,
    answer: ({ draft, version, answers }) => {
      const asking = this.#asking.get(draft);
      if (asking?.version !== version || answers.length !== asking.questions.length)
        throw failure('asked_else', draft);
      this.ask(draft, null);
      return null;
    },
  };

  /** Asks the writer something, or nothing any more. */
  ask(draft: string, asking: Asking | null): void {
    if (asking) this.#asking.set(draft, asking);
    else this.#asking.delete(draft);
    this.#emit({ event: 'foldersChanged' });
  }

  #folder(id: string): FolderView {
    const found = this.all.find((folder) => folder.id === id);
    if (!found) throw failure('folder_missing', id);
    return found;
  }
}
