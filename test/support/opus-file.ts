/** One Ogg page with a single short segment table. */
function page(granule: bigint, payload: Buffer, serial: number): Buffer<ArrayBuffer> {
  const segments = Math.ceil((payload.length + 1) / 255);
  const header = Buffer.alloc(27 + segments);
  header.write('OggS', 0, 'latin1');
  header.writeBigInt64LE(granule, 6);
  header.writeUInt32LE(serial, 14);
  header.writeUInt8(segments, 26);
  for (let segment = 0; segment < segments; segment += 1)
    header.writeUInt8(Math.min(255, payload.length - 255 * segment), 27 + segment);
  return Buffer.concat([header, payload]);
}

/** An Ogg Opus file that says that it lasts so long; what sounds in it is nothing. */
export function opusFile(
  lengthMs: number,
  { preSkip = 312, serial = 7, last = [] as Buffer[] } = {},
): Buffer<ArrayBuffer> {
  const head = Buffer.alloc(19);
  head.write('OpusHead\u0001\u0001', 0, 'latin1');
  head.writeUInt16LE(preSkip, 10);
  const samples = BigInt(Math.round(lengthMs * 48) + preSkip);
  const sound = [samples / 2n, samples].map((granule) => page(granule, Buffer.alloc(200, 1), serial));
  return Buffer.concat([page(0n, head, serial), page(0n, Buffer.from('OpusTags'), serial), ...sound, ...last]);
}

/** A page on which no packet ends. */
export function pageWithoutEnd(serial = 7): Buffer<ArrayBuffer> {
  return page(-1n, Buffer.alloc(100), serial);
}
