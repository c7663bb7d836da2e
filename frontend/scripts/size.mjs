// Fails when the JavaScript of the first load grows beyond its budget:
// the entry, in which the page it opens on is, and everything it imports statically, each file gzipped.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const budgetKB = 190;
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("manifest.json", dist), "utf8"));

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
if (!entry) throw new Error("dist/manifest.json lacks the entry: run npm run build");

const seen = new Set();
const visit = (key) => {
  if (seen.has(key)) return;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) visit(next);
};
visit(entry);

let total = 0;
for (const key of seen) {
  const file = manifest[key].file;
  if (!file.endsWith(".js")) continue;
  const size = gzipSync(readFileSync(new URL(file, dist))).length;
  total += size;
  console.log(`${(size / 1024).toFixed(1).padStart(8)} KB  ${file}`);
}
console.log(`${(total / 1024).toFixed(1).padStart(8)} KB  first load, gzip (budget ${budgetKB} KB)`);
if (total > budgetKB * 1024) {
  console.error("The first load is over its budget.");
  process.exit(1);
}
