// Takes given pictures into the library. Shows nothing, places nothing.
import type { Client } from '../../core/client';
import type { PictureView } from '../../core/contract';
import { droppedBy, type Given } from './given';

/** What another program copied, where the page does not see it: a picture, files, or nothing. */
export async function copiedThere(client: Client): Promise<readonly Given[]> {
  const { picture, files } = await client.call('copied', null);
  return picture ? [{ from: 'clipboard' }] : droppedBy(files).pictures;
}

/** Keeps a picture; rejects with the `Failure` that says why it could not be. */
export async function keep(client: Client, given: Given): Promise<PictureView> {
  if (given.from === 'clipboard') return client.call('keep_copied_picture', null);
  if (given.from !== 'bytes') return client.call('keep_picture', given);
  const bytes = new Uint8Array(await given.file.arrayBuffer());
  return client.call('keep_picture_bytes', { name: given.file.name, bytes });
}
