/** An Ogg page: its capture pattern, where its fields are, and the length up to its segment table. RFC 3533, section 6. */
const PAGE = { mark: 'OggS', granule: 6, serial: 14, segments: 26, header: 27 };

/** The first page's payload: the codec's mark and where the samples before the sound are counted. RFC 7845, section 5.1. */
const HEAD = { mark: 'OpusHead', preSkip: 10, length: 19 };

/** Opus counts in 48 kHz, whatever it was recorded with. RFC 7845, section 4. */
const SAMPLES_PER_MS = 48;

/**
 * How long an Ogg Opus file, which is what WhatsApp makes of voice notes, sounds: milliseconds, by the position in the last
 * whole page's header. Null for anything else, and for what a broken or crafted file says that cannot be. Linear, never throws.
 */
export function opusLengthMs(bytes: Uint8Array): number | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isPage(file, 0)) return null;
  const payload = PAGE.header + file.readUInt8(PAGE.segments);
  if (file.length < payload + HEAD.length) return null;
  if (file.toString('latin1', payload, payload + HEAD.mark.length) !== HEAD.mark) return null;
  const preSkip = file.readUInt16LE(payload + HEAD.preSkip);
  const serial = file.readUInt32LE(PAGE.serial);
  for (let at = file.length - PAGE.header; at > 0; at -= 1) {
    at = file.lastIndexOf(PAGE.mark, at, 'latin1');
    if (at <= 0) return null;
    if (!isPage(file, at) || file.readUInt32LE(at + PAGE.serial) !== serial) continue;
    const position = file.readBigInt64LE(at + PAGE.granule);
    // -1: no packet ends on this page.
    if (position < 0n) continue;
    return Math.max(0, (Number(position) - preSkip) / SAMPLES_PER_MS);
  }
  return null;
}

function isPage(file: Buffer, at: number): boolean {
  if (file.length < at + PAGE.header) return false;
  return (
    file.toString('latin1', at, at + PAGE.mark.length) === PAGE.mark && file.readUInt8(at + PAGE.mark.length) === 0
  );
}
