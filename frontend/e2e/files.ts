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

const text = (value: string) => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const xml = (body: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${body}`);

/** A workbook of texts: the rows of each sheet by its name. */
export function workbook(name: string, sheets: Record<string, string[][]>): InFile {
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packed = "http://schemas.openxmlformats.org/package/2006";
  const all = Object.entries(sheets);
  const each = (one: (n: number, name: string) => string) => all.map(([of], i) => one(i + 1, of)).join("");
  const link = (n: number, kind: string, to: string) => `<Relationship Id="rId${n}" Type="${relations}/${kind}" Target="${to}"/>`;
  const links = (of: string) => xml(`<Relationships xmlns="${packed}/relationships">${of}</Relationships>`);
  const cell = (value: string) => `<c t="inlineStr"><is><t>${text(value)}</t></is></c>`;
  const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const typed = (part: string, of: string) => `<Override PartName="/xl/${part}.xml" ContentType="${kind}.${of}+xml"/>`;
  const rels = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`;
  const buffer = zip({
    "[Content_Types].xml": xml(
      `<Types xmlns="${packed}/content-types">${rels}${typed("workbook", "sheet.main")}${each((n) => typed(`worksheets/sheet${n}`, "worksheet"))}</Types>`,
    ),
    "_rels/.rels": links(link(1, "officeDocument", "xl/workbook.xml")),
    "xl/workbook.xml": xml(
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${each((n, of) => `<sheet name="${of}" sheetId="${n}" r:id="rId${n}"/>`)}</sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": links(each((n) => link(n, "worksheet", `worksheets/sheet${n}.xml`))),
    ...Object.fromEntries(
      all.map(([, rows], i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        xml(`<worksheet xmlns="${main}"><sheetData>${rows.map((row) => `<row>${row.map(cell).join("")}</row>`).join("")}</sheetData></worksheet>`),
      ]),
    ),
  });
  return { name, mimeType: `${kind}.sheet`, buffer };
}

/** Files in an archive, unpacked as they are. */
function zip(files: Record<string, Buffer>): Buffer {
  const bodies: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [name, body] of Object.entries(files)) {
    const path = Buffer.from(name);
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt32LE(crc32(body), 10);
    about.writeUInt32LE(body.length, 14);
    about.writeUInt32LE(body.length, 18);
    about.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), about, path, body]);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(at, 10);
    list.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), about, where, path]));
    bodies.push(local);
    at += local.length;
  }
  const index = Buffer.concat(list);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(list.length, 4);
  end.writeUInt16LE(list.length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...bodies, index, Buffer.from("PK\x05\x06"), end]);
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
