/** Far more than the description of 16 MB of video takes. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Four letters that name a way of coding pictures or sound. */
const CODECS =
  /avc1|avc3|hvc1|hev1|dvh1|dvhe|vp08|vp09|av01|mp4v|s263|jpeg|ap4h|apcn|mp4a|samr|sawb|ac-3|ec-3|alac|Opus/g;

/**
 * How pictures and sound are coded in an MP4 or 3GP file: the names its description (`moov`) holds, wherever in the file
 * that stands. Empty when it has none: then it is no such file. Source: ISO/IEC 14496-12, "Object-structured file organization".
 */
export async function mpeg4Codecs(file: Blob): Promise<Set<string>> {
  for (let at = 0; at + 8 <= file.size;) {
    const head = new DataView(await file.slice(at, at + 16).arrayBuffer());
    const short = head.getUint32(0);
    const name = String.fromCharCode(...[4, 5, 6, 7].map((index) => head.getUint8(index)));
    // 1: the size stands behind the name, in eight bytes; 0: it goes on to the end.
    const size =
      short === 1 && head.byteLength === 16 ? Number(head.getBigUint64(8)) : short === 0 ? file.size - at : short;
    if (name === 'moov') {
      const box = await file.slice(at, at + Math.min(size, MOST_BYTES)).arrayBuffer();
      return new Set(new TextDecoder('latin1').decode(box).match(CODECS));
    }
    if (size < 8) break;
    at += size;
  }
  return new Set();
}
