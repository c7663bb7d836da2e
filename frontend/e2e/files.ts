import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

/** A file as a file input takes it. */
export interface InFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

// Colours of one tint, so that no mean of several is grey.
const tints = Buffer.from(Array.from({ length: 256 }, (_, i) => [i, i >> 1, i >> 2]).flat());

/** A picture of coloured noise, which no packing makes smaller: about `width * height` bytes. */
export function scan(name: string, width: number, height: number, seed: number): InFile {
  const rows = Buffer.alloc((width + 1) * height);
  let state = seed;
  for (let i = 0; i < rows.length; i++) {
    // Each row begins with its filter, which is none; the rest is a small random generator.
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    rows[i] = i % (width + 1) === 0 ? 0 : state >>> 16;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const buffer = Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("PLTE", tints),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
  return { name, mimeType: "image/png", buffer };
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, "latin1"), body]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
}

/** The text of a PDF in the order in which it is read. */
export function textOf(pdf: Buffer): string {
  return execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf }).toString();
}

/** The files below a folder that carry a value in clear. */
export function carrying(folder: string, value: string | Buffer): string[] {
  const needle = Buffer.from(value);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(needle));
}
