// Writes src/bridge/types.ts after the exported structs of app/*.go.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const app = new URL("../../app/", import.meta.url);
const words = { string: "string", int: "number", int64: "number", bool: "boolean" };

function typeOf(go) {
  if (go.startsWith("[]")) return typeOf(go.slice(2)) + "[]";
  if (go.startsWith("map[string]")) return `Record<string, ${typeOf(go.slice(11))}>`;
  return words[go] ?? go;
}

const files = readdirSync(app)
  .filter((name) => name.endsWith(".go") && !name.endsWith("_test.go"))
  .sort();
const source = files.map((name) => readFileSync(new URL(name, app), "utf8")).join("\n");

const out = [
  "/**\n * What Go's bound services take and give: the exported structs of app/*.go, whose comments\n" +
    " * tell what each field means. `npm run types` writes this file; contract.test.ts fails when\n * the two drift apart.\n */",
];
for (const [, name, body] of source.matchAll(/^type ([A-Z]\w*) struct \{\n([\s\S]*?)^\}/gm)) {
  const fields = [];
  const parents = [];
  for (const line of body.split("\n")) {
    const field = /^\s*\w+\s+(\S+)\s+`json:"(\w+)/.exec(line);
    const parent = /^\s*([A-Z]\w*)\s*(\/\/.*)?$/.exec(line);
    if (field) fields.push(`  ${field[2]}: ${typeOf(field[1])};`);
    else if (parent) parents.push(parent[1]);
  }
  if (fields.length === 0) continue;
  const heirs = parents.length ? ` extends ${parents.join(", ")}` : "";
  out.push(`export interface ${name}${heirs} {\n${fields.join("\n")}\n}`);
}
writeFileSync(new URL("../src/bridge/types.ts", import.meta.url), out.join("\n\n") + "\n");
