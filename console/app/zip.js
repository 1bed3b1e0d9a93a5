// A ZIP of files as they are: pictures are compressed already. Format: PKWARE's APPNOTE, 4.3, without ZIP64.

const LARGEST = 0xffffffff;
const MOST = 0xffff;
const UTF8_NAMES = 0x0800;
const VERSION = 20;
const NEW_YEAR_1980 = 0x21; // the earliest date there is: what is alike stays alike

const TABLE = Uint32Array.from({ length: 256 }, (_, number) => {
  let value = number;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** `files` are {name, content: Blob}. Only one file at a time is read into memory. Throws RangeError for too much. */
export async function zipOf(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const { name, content } of files) {
    const path = new TextEncoder().encode(name);
    const checksum = crc32(new Uint8Array(await content.arrayBuffer()));
    const head = header(0x04034b50, path, checksum, content.size);
    directory.push(header(0x02014b50, path, checksum, content.size, offset));
    parts.push(head, content);
    offset += head.length + content.size;
  }
  const length = directory.reduce((sum, entry) => sum + entry.length, 0);
  if (files.length > MOST || offset + length > LARGEST) throw new RangeError("More than one ZIP can hold: choose a language or a format.");
  return new Blob([...parts, ...directory, ending(files.length, length, offset)], { type: "application/zip" });
}

export function crc32(bytes) {
  let value = LARGEST;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ LARGEST) >>> 0;
}

/** A file's local header, or with an `offset` its entry in the directory: the same, and where it lies. */
function header(signature, path, checksum, size, offset = null) {
  const listed = offset !== null;
  const fields = [
    [4, signature],
    ...(listed ? [[2, VERSION]] : []),
    [2, VERSION], [2, UTF8_NAMES], [2, 0], [2, 0], [2, NEW_YEAR_1980],
    [4, checksum], [4, size], [4, size], [2, path.length], [2, 0],
    ...(listed ? [[2, 0], [2, 0], [2, 0], [4, 0], [4, offset]] : []),
  ];
  return joined(fields, path);
}

function ending(count, length, offset) {
  return joined([[4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, length], [4, offset], [2, 0]]);
}

function joined(fields, path = new Uint8Array()) {
  const size = fields.reduce((sum, [bytes]) => sum + bytes, 0);
  const made = new Uint8Array(size + path.length);
  const view = new DataView(made.buffer);
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 4) view.setUint32(at, value, true);
    else view.setUint16(at, value, true);
    at += bytes;
  }
  made.set(path, at);
  return made;
}
