// Fails when the JavaScript that a window loads before it can be worked in grows beyond its budget: the entry with
// everything it imports statically, which the locked screen waits for, and the same with the page one opens on.
// Each file is counted gzipped.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const budgets = [
  { what: "locked screen", page: undefined, budgetKB: 150 },
  { what: "with 今日", page: "src/features/today/TodayPage.vue", budgetKB: 200 },
];
const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL("manifest.json", dist), "utf8"));

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
if (!entry) throw new Error("dist/manifest.json lacks the entry: run npm run build");

const seen = new Set();
let total = 0;
const visit = (key) => {
  if (seen.has(key)) return;
  seen.add(key);
  for (const next of manifest[key].imports ?? []) visit(next);
  const file = manifest[key].file;
  if (!file.endsWith(".js")) return;
  const size = gzipSync(readFileSync(new URL(file, dist))).length;
  total += size;
  console.log(`${(size / 1024).toFixed(1).padStart(8)} KB  ${file}`);
};

for (const { what, page, budgetKB } of budgets) {
  if (page && !manifest[page]) throw new Error(`dist/manifest.json lacks ${page}`);
  visit(page ?? entry);
  console.log(`${(total / 1024).toFixed(1).padStart(8)} KB  ${what}, gzip (budget ${budgetKB} KB)`);
  if (total > budgetKB * 1024) {
    console.error("The first load is over its budget.");
    process.exitCode = 1;
  }
}
