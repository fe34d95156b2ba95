import type { Page } from 'playwright-core';

export interface GivenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Chooses files in the dialog that the button opens. */
export const choose = (page: Page, ...files: GivenFile[]) => page.getByTestId('files').setInputFiles(files);

export const pdf = (name: string): GivenFile => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7 an offer'),
});

/** One box of an MP4 file. */
export function box(name: string, ...content: (Buffer | string)[]): Buffer {
  const bytes = Buffer.concat(content.map((each) => Buffer.from(each)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(bytes.length + 8);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, bytes]);
}

/** A video as far as anybody looks into it: its description stands behind its pictures, as phones write it. */
export const video = (name: string, { codecs, bytes = 1_000 }: { codecs: string[]; bytes?: number }): GivenFile => ({
  name,
  mimeType: 'video/mp4',
  buffer: Buffer.concat([
    box('ftyp', 'isom0000'),
    box('mdat', Buffer.alloc(bytes)),
    box('moov', ...codecs.map((codec) => box(codec, 'sample'))),
  ]),
});

/** A red and a blue half side by side, 60 by 40. */
export async function picture(page: Page, type: 'image/jpeg' | 'image/png'): Promise<Buffer> {
  const address = await page.evaluate<string>(`(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 60, height: 40 });
    const context = canvas.getContext('2d');
    context.fillStyle = '#ff0000'; context.fillRect(0, 0, 30, 40);
    context.fillStyle = '#0000ff'; context.fillRect(30, 0, 30, 40);
    return canvas.toDataURL('${type}');
  })()`);
  return Buffer.from(address.split(',')[1] ?? '', 'base64');
}

/** As a phone held upright takes it: lying on its side, with a note to turn it by a quarter. */
export function turned(jpeg: Buffer): Buffer {
  const note = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010006000000000000', 'hex');
  return Buffer.concat([jpeg.subarray(0, 2), note, jpeg.subarray(2)]);
}

/** Files as the clipboard or the hand brings them. */
export async function give(page: Page, how: 'paste' | 'drop', files: GivenFile[]) {
  const given = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }));
  await page.evaluate(`(() => {
    const data = new DataTransfer();
    for (const { name, mimeType, base64 } of ${JSON.stringify(given)}) {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      data.items.add(new File([bytes], name, { type: mimeType }));
    }
    const options = { bubbles: true, cancelable: true, clipboardData: data, dataTransfer: data };
    const event = '${how}' === 'paste' ? new ClipboardEvent('paste', options) : new DragEvent('drop', options);
    document.querySelector('textarea[data-key="r"]').dispatchEvent(event);
  })()`);
}
