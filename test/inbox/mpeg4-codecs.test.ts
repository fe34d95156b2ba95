import { mpeg4Codecs } from '../../inbox/attachments/mpeg4-codecs';
import { box } from './files';

const blob = (...parts: Buffer[]) => new Blob(parts.map((part) => new Uint8Array(part)));
const FILE_TYPE = box('ftyp', 'isom0000');

test('a video’s codecs are found wherever its description stands', async () => {
  const moov = box('moov', box('trak', box('avc1', 'x')), box('trak', box('mp4a', 'x')));
  for (const file of [blob(FILE_TYPE, moov, box('mdat', 'pictures')), blob(FILE_TYPE, box('mdat', 'pictures'), moov)])
    expect([...(await mpeg4Codecs(file))]).toEqual(['avc1', 'mp4a']);
});

test('a size of eight bytes is read, and one that goes on to the end', async () => {
  const large = Buffer.alloc(16 + 40);
  large.writeUInt32BE(1);
  large.write('mdat', 4, 'latin1');
  large.writeBigUInt64BE(BigInt(large.length), 8);
  const open = box('moov', 'hvc1');
  open.writeUInt32BE(0);
  expect([...(await mpeg4Codecs(blob(FILE_TYPE, large, open)))]).toEqual(['hvc1']);
});

test('what is no such file has none, however its sizes lie', async () => {
  expect(await mpeg4Codecs(blob(Buffer.from('not a video at all')))).toEqual(new Set());
  expect(await mpeg4Codecs(blob(Buffer.from([0, 0, 0, 4, 0x61, 0x62, 0x63, 0x64, 0, 0])))).toEqual(new Set());
  expect(await mpeg4Codecs(blob())).toEqual(new Set());
});
