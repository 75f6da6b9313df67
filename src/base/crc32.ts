/** The checksum of PNG and gzip: tells whether bytes arrived as they were sent. Not for security. */

export function crc32(bytes: Uint8Array): number {
  let rest = 0xffff_ffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb8_8320 : 0);
  }
  return (rest ^ 0xffff_ffff) >>> 0;
}
