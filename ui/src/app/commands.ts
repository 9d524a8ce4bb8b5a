// What each command does on the desk and when it can be done; shortcuts, menus and palette all come here.

import type { PublicationView } from '../core/contract';
import type { EditorCommand } from '../editor/commands';
import { canCorrect, writeCorrection } from './correct';
import type { Desk } from './desk.svelte';
import { closeHistory, openHistory } from './history';
import { openImports } from './imports';
import { restsUntil } from '../features/publishing/hours';
import { COMMANDS, type CommandId, type WindowCommand } from './keyboard';
import { chooseForText, openPictures } from './picture-desk';
import { insertPicture } from './pictures';
import { chooseHour } from './publish';

/** What only the window itself can do. */
export interface WindowActions {
  searchLibrary: () => void;
  nextPane: () => void;
}

/** Runs a command; one that cannot be done now does nothing. */
export function run(desk: Desk, command: CommandId, window: WindowActions): void {
  // What is done in the columns is done in their sight.
  if (desk.history.shown && (isEditorCommand(command) || IN_COLUMNS.has(command))) desk.history.close();
  if (isEditorCommand(command)) return desk.writing.draft === null ? undefined : desk.writing.run(command);
  if (available(desk, command)) ACTIONS[command](desk, window);
}

/** Whether a command can be done now. */
export function available(desk: Desk, command: CommandId): boolean {
  const { publication } = desk;
  const { draft } = desk.writing;
  if (isEditorCommand(command) || NEEDS_DRAFT.has(command)) {
    if (draft === null) return false;
  }
  if (command === 'openPicture') return desk.writing.onPicture;
  if (command === 'unpublish') return canTakeOff(desk, publication);
  if (NEEDS_ARTICLE.has(command)) return publication?.live === true;
  if (command === 'publish') return PROMISING.has(desk.action);
  if (command === 'correct') return canCorrect(desk);
  if (command === 'publishAt') return canChooseHour(desk);
  return true;
}

/** What readers see, or will at an hour that the site keeps, can be taken off a site that lets go of it. */
export function canTakeOff({ sites }: Pick<Desk, 'sites'>, publication: PublicationView | null): boolean {
  if (publication === null || !(publication.live || publication.goesLive !== null)) return false;
  return sites.list.some(({ id, unpublishes }) => id === publication.site && unpublishes);
}

/** What is being sent has no hour any more; what rests can be given another. */
function canChooseHour({ action, publishing, writing }: Desk): boolean {
  if (action !== 'underWay') return action === 'scheduled' || PROMISING.has(action);
  return writing.draft !== null && restsUntil(publishing.newest(writing.draft), Date.now()) !== null;
}

const PROMISING: ReadonlySet<Desk['action']> = new Set([
  'publish',
  'update',
  'replace',
  'underWay',
  'bringBack',
  'reschedule',
]);
const IN_COLUMNS: ReadonlySet<CommandId> = new Set([
  'searchLibrary',
  'toggleLibrary',
  'showPage',
  'showInspector',
  'showCopy',
  'showChecks',
  'mend',
  'setSigns',
  'spaces',
  'passageLanguage',
  'alone',
  'insertPicture',
  'insertPictureFrom',
  'insertPictureOfLibrary',
]);
const NEEDS_DRAFT: ReadonlySet<CommandId> = new Set([
  'history',
  'keepVersion',
  'mend',
  'setSigns',
  'passageLanguage',
  'insertPicture',
  'insertPictureFrom',
  'insertPictureOfLibrary',
  'publish',
  'publishAt',
  'correct',
  'duplicate',
  'bin',
  'unpublish',
  'openPage',
  'copyAddress',
]);
const NEEDS_ARTICLE: ReadonlySet<CommandId> = new Set(['openPage', 'copyAddress']);

function isEditorCommand(command: CommandId): command is EditorCommand {
  return COMMANDS[command].reach === 'manuscript';
}

type Action = (desk: Desk, window: WindowActions) => void;

const ACTIONS: Record<WindowCommand, Action> = {
  newDraft: (desk) => void desk.newDraft(),
  palette: (desk) => (desk.dialog = 'palette'),
  searchLibrary: (_, window) => window.searchLibrary(),
  publish: (desk) => void desk.publish(),
  publishAt: (desk) => chooseHour(desk),
  correct: (desk) => writeCorrection(desk),
  unpublish: (desk) => desk.askUnpublish(),
  openPage: (desk) => void desk.openAddress(),
  copyAddress: (desk) => void desk.copyAddress(),
  outbox: (desk) => (desk.dialog = 'outbox'),
  duplicate: (desk) => void (desk.writing.draft && desk.duplicate(desk.writing.draft)),
  bin: (desk) => void desk.binOpen(),
  history: (desk) => void (desk.history.shown ? closeHistory(desk) : openHistory(desk)),
  keepVersion: (desk) => void keepVersion(desk),
  pictures: (desk) => openPictures(desk),
  insertPicture: (desk) => void insertPicture(desk),
  insertPictureOfLibrary: (desk) => chooseForText(desk),
  insertPictureFrom: (desk) => (desk.dialog = 'pictureAddress'),
  importFiles: (desk) => void desk.importFiles(),
  importArticles: (desk) => openImports(desk),
  exportAll: (desk) => void desk.exportDrafts(null),
  addSite: (desk) => desk.adding.open(),
  toggleLibrary: (desk) => desk.layout.toggleLibrary(),
  showPage: (desk) => desk.layout.toggleRight('page'),
  showInspector: (desk) => desk.layout.toggleRight('inspector'),
  showCopy: (desk) => desk.layout.toggleRight('copy'),
  showChecks: (desk) => desk.layout.toggleRight('checks'),
  mend: (desk) => void desk.copy.pointNear(),
  setSigns: (desk) => desk.copy.setSigns(),
  passageLanguage: (desk) => (desk.dialog = 'passageLanguage'),
  spaces: (desk) => void desk.choices.nextSpaces(),
  alone: (desk) => desk.layout.toggleAlone(),
  nextPane: (_, window) => window.nextPane(),
  larger: (desk) => void desk.choices.resize(1),
  smaller: (desk) => void desk.choices.resize(-1),
  settings: (desk) => (desk.dialog = 'settings'),
  shortcuts: (desk) => (desk.dialog = 'shortcuts'),
};

async function keepVersion(desk: Desk): Promise<void> {
  const opened = desk.history.shown ? undefined : openHistory(desk);
  desk.history.naming = true;
  await opened;
}
