// The client that talks to the desktop shell; the only file that knows Tauri.
import { Channel, invoke, isTauri, type InvokeOptions } from '@tauri-apps/api/core';
import { getCurrentWebview } from '@tauri-apps/api/webview';
import { getCurrentWindow } from '@tauri-apps/api/window';
import {
  asFailure,
  type Client,
  type Command,
  type DroppedThere,
  type ReplyOf,
  type RequestOf,
} from './client';
import type { Event, PictureBytes } from './contract';

/** Whether the page runs in the desktop shell. */
export const inShell = isTauri;

/** Connects to the shell; all events come through one channel, handed out to every listener. */
export function tauriClient(): Client {
  const handlers = new Set<(event: Event) => void>();
  const askers: (() => Promise<boolean>)[] = [];
  const channel = new Channel<Event>((event) => handlers.forEach((handler) => handler(event)));
  invoke('listen', { channel }).catch((thrown: unknown) =>
    console.error('the shell gives no events', asFailure(thrown)),
  );
  return {
    async call<C extends Command>(command: C, request: RequestOf<C>): Promise<ReplyOf<C>> {
      try {
        return command === 'keep_picture_bytes'
          ? await invoke<ReplyOf<C>>(command, ...raw(request as PictureBytes))
          : await invoke<ReplyOf<C>>(command, { request });
      } catch (thrown) {
        throw asFailure(thrown);
      }
    },
    listen(handler) {
      handlers.add(handler);
      return () => void handlers.delete(handler);
    },
    onDrop,
    beforeClose(ask) {
      // The window knows one listener only: a second would close what the first keeps open.
      if (askers.push(ask) > 1) return;
      const asked = getCurrentWindow().onCloseRequested(async (event) => {
        for (const each of askers) if (!(await each())) return event.preventDefault();
      });
      asked.catch((thrown: unknown) => console.error('the window closes without asking', asFailure(thrown)));
    },
  };
}

/**
 * WebKitGTK keeps the names of dragged files from the page, and so the shell tells them when they are dropped, and where:
 * exactly, in the toolkit's pixels. Where those are not the page's, it goes by what it saw last of the pointer itself.
 */
function onDrop(handler: (dropped: DroppedThere) => void): () => void {
  let at: { x: number; y: number } | null = null;
  const over = ({ clientX: x, clientY: y }: DragEvent) => (at = { x, y });
  document.addEventListener('dragover', over, true);
  const heard = getCurrentWebview().onDragDropEvent(({ payload }) => {
    if (payload.type !== 'drop') return;
    const { x, y } = devicePixelRatio === 1 ? payload.position : (at ?? payload.position);
    at = null;
    handler({ names: payload.paths, x, y });
  });
  heard.catch((thrown: unknown) => console.error('nothing can be dropped on the window', asFailure(thrown)));
  return () => {
    document.removeEventListener('dragover', over, true);
    void heard.then((stop) => stop());
  };
}

/** A picture crosses as it is, not as numbers in a text: forty megabytes of them would hold the window up. */
function raw({ name, bytes }: PictureBytes): [Uint8Array, InvokeOptions] {
  return [bytes, { headers: { 'x-name': encodeURIComponent(name.toWellFormed()) } }];
}
