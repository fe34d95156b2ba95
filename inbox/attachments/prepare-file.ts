import { kindOf, LIMITS, sentType } from './attachment-types';
import { mpeg4Codecs } from './mpeg4-codecs';

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
 * taken; everything else stays as it is, or is refused before it is uploaded.
 * @throws Unsendable
 */
export async function prepareFile(file: File): Promise<PreparedFile> {
  if (file.type.startsWith('image/') && file.type !== 'image/svg+xml') return preparePicture(file);
  const mimeType = sentType(file);
  if (mimeType === null) throw new Unsendable(REFUSED[kindOf(file.type)]);
  const kind = kindOf(mimeType);
  if (file.size > LIMITS[kind])
    throw new Unsendable(`${CALLED[kind]} may have ${LIMITS[kind] / 1024 / 1024} MB at most.`);
  if (file.size === 0) throw new Unsendable('This file is empty.');
  if (kind === 'video') await refuseOtherCodecs(file);
  if (mimeType === 'audio/ogg' && !(await file.slice(0, OGG_HEAD).text()).includes('OpusHead'))
    throw new Unsendable('WhatsApp takes Ogg files with Opus only. Save it as MP3 or M4A.');
  return { blob: file, name: file.name, mimeType };
}

const VIDEOS = 'WhatsApp takes videos as MP4 or 3GP, with H.264 and AAC.';
const CALLED = { image: 'Pictures', video: 'Videos', audio: 'Audio files', document: 'Documents' };
const REFUSED = {
  image: 'WhatsApp takes no drawings of this kind. Save it as PNG first.',
  video: VIDEOS,
  audio: 'WhatsApp takes audio as MP3, M4A, AAC, AMR or Ogg Opus.',
  document: 'WhatsApp does not take this kind of file.',
};

/** What newer phones record plays on few others, so WhatsApp refuses it, but only after the upload. */
async function refuseOtherCodecs(file: File): Promise<void> {
  const codecs = await mpeg4Codecs(file);
  const isTaken = [...codecs].every((name) => TAKEN.has(name)) && (codecs.has('avc1') || codecs.has('avc3'));
  if (!isTaken)
    throw new Unsendable(
      `${VIDEOS} This one is coded otherwise: let the phone record “most compatible”, or convert it.`,
    );
}

/** In bytes: the first page of an Ogg file, which names its codec. */
const OGG_HEAD = 512;

const TAKEN = new Set(['avc1', 'avc3', 'mp4a']);

async function preparePicture(file: File): Promise<PreparedFile> {
  // A screenshot: its letters stay sharp.
  if (file.type === 'image/png' && file.size <= SMALL_PNG) return { blob: file, name: file.name, mimeType: file.type };
  const picture = await createImageBitmap(file).catch(() => {
    throw new Unsendable('This browser cannot read this picture. Save it as JPEG first.');
  });
  try {
    for (const side of SIDES) {
      const blob = await draw(picture, side);
      if (blob.size <= LIMITS.image)
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
