// Takes given pictures into the library. Shows nothing, places nothing.
import type { Client } from '../../core/client';
import type { PictureView } from '../../core/contract';
import type { Given } from './given';

/** Keeps a picture; rejects with the `Failure` that says why it could not be. */
export async function keep(client: Client, given: Given): Promise<PictureView> {
  if (given.from !== 'bytes') return client.call('keep_picture', given);
  const bytes = new Uint8Array(await given.file.arrayBuffer());
  return client.call('keep_picture_bytes', { name: given.file.name, bytes });
}
