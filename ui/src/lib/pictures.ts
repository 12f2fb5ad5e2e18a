/** The commands about pictures in entries. */
import type { Picture } from './bindings/Picture';
import type { PicturesAdded } from './bindings/PicturesAdded';
import { call } from './ipc';

/** The most that one picture may hold. */
const MOST_BYTES = 20 * 1024 * 1024;

/** Without their bytes, in the order in which they were added. */
export const listPictures = (entry: string) => call<Picture[]>('list_pictures', { entry });
export const getPicture = (id: string, small: boolean) => call<ArrayBuffer>('get_picture', { id, small });
/** Opens the system's file dialog; nothing is added when nothing was chosen. */
export const choosePictures = (entry: string) => call<PicturesAdded>('choose_pictures', { entry });
/** Sends no more of it than shows that it is too large. */
export const pastePicture = async (entry: string, picture: Blob) =>
  call<null>('paste_picture', new Uint8Array(await picture.slice(0, MOST_BYTES + 1).arrayBuffer()), {
    entry,
  });
/** Empty for none. */
export const captionPicture = (id: string, caption: string) => call<null>('caption_picture', { id, caption });
/** It can be put back for 30 days. */
export const removePicture = (id: string) => call<null>('remove_picture', { id });
export const restorePicture = (id: string) => call<null>('restore_picture', { id });
