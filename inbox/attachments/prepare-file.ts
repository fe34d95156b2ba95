import { documentType, DOCUMENT_LIMIT, IMAGE_LIMIT } from './attachment-types';

/** What is uploaded. */
export interface PreparedFile {
  blob: Blob;
  name: string;
  mimeType: string;
}

/** A file that cannot be sent; the message is one sentence for a person. */
export class Unsendable extends Error {}

/** A picture that is only a little smaller gains nothing by being drawn anew. */
const SMALL_PNG = 1_500_000;
/** Longest side in pixels: as sharp as WhatsApp shows it. */
const SIDES = [2_560, 1_920, 1_280];
const QUALITY = 0.85;

/**
 * Makes of a file what WhatsApp takes. Photos become JPEG, upright, small enough and without the place where they were
 * taken; documents stay as they are.
 * @throws Unsendable
 */
export async function prepareFile(file: File): Promise<PreparedFile> {
  if (file.type.startsWith('image/') && file.type !== 'image/svg+xml') return preparePicture(file);
  const mimeType = documentType(file);
  if (mimeType === null) throw new Unsendable('WhatsApp does not take this kind of file.');
  if (file.size > DOCUMENT_LIMIT) throw new Unsendable('Documents may have 20 MB at most.');
  if (file.size === 0) throw new Unsendable('This file is empty.');
  return { blob: file, name: file.name, mimeType };
}

async function preparePicture(file: File): Promise<PreparedFile> {
  // A screenshot: its letters stay sharp.
  if (file.type === 'image/png' && file.size <= SMALL_PNG) return { blob: file, name: file.name, mimeType: file.type };
  const picture = await createImageBitmap(file).catch(() => {
    throw new Unsendable('This browser cannot read this picture. Save it as JPEG first.');
  });
  try {
    for (const side of SIDES) {
      const blob = await draw(picture, side);
      if (blob.size <= IMAGE_LIMIT)
        return { blob, name: `${file.name.replace(/\.[^.]*$/, '')}.jpg`, mimeType: 'image/jpeg' };
    }
  } finally {
    picture.close();
  }
  throw new Unsendable('This picture stays larger than the 5 MB that WhatsApp takes.');
}

/** As JPEG, its longest side no longer than `side`; on white, where it has no colour. */
async function draw(picture: ImageBitmap, side: number): Promise<Blob> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d');
  if (context === null) throw new Unsendable('This browser cannot draw pictures.');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  if (blob === null) throw new Unsendable('This browser cannot draw this picture.');
  return blob;
}
