// Takes given pictures into the library. Shows nothing, places nothing.
import { fileSize } from '../../locales/format';
import { t } from '../../locales/index.svelte';
import type { Client } from '../../core/client';
import type { PictureView } from '../../core/contract';
import { droppedBy, type Given, type Way } from './given';

/** What another program copied, where the page does not see it: a picture, files, or nothing. */
export async function copiedThere(client: Client): Promise<readonly Given[]> {
  const { picture, files } = await client.call('copied', null);
  return picture ? [{ from: 'clipboard' }] : droppedBy(files).pictures;
}

/** Keeps a picture; rejects with the `Failure` that says why it could not be. `onway` hears how far a large one is. */
export async function keep(client: Client, given: Given, onway: (way: Way) => void): Promise<PictureView> {
  if (given.from === 'clipboard') return client.call('keep_copied_picture', null);
  if (given.from === 'bytes') {
    const bytes = new Uint8Array(await given.file.arrayBuffer());
    return client.call('keep_picture_bytes', { name: given.file.name, bytes });
  }
  const origin = given.from === 'file' ? given.path : given.address;
  const stop = client.listen((event) => {
    if (event.event === 'pictureComing' && event.origin === origin) onway(wayOf(event.come, event.whole));
  });
  return client.call('keep_picture', given).finally(stop);
}

function wayOf(come: number, whole: number | null): Way {
  if (whole === null) return { share: null, words: fileSize(come) };
  const words = t('picture-way', { come: fileSize(come), whole: fileSize(whole) });
  return { share: Math.min(1, come / Math.max(1, whole)), words };
}
