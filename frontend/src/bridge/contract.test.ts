// The types of the bridge are written by hand after Go's structs. This holds them together.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const app = resolve(__dirname, "../../../app");
const words: Record<string, string> = { string: "string", int: "number", int64: "number", bool: "boolean" };

function typeOf(go: string): string {
  if (go.startsWith("[]")) return typeOf(go.slice(2)) + "[]";
  if (go.startsWith("map[string]")) return `Record<string, ${typeOf(go.slice(11))}>`;
  return words[go] ?? go;
}

function goStructs(): Map<string, string[]> {
  const source = goFiles();
  const out = new Map<string, string[]>();
  for (const [, name, body] of source.matchAll(/^type ([A-Z]\w*) struct \{\n([\s\S]*?)^\}/gm)) {
    const fields = [...body!.matchAll(/^\s*\w+\s+(\S+)\s+`json:"(\w+)/gm)].map(([, type, key]) => `${key}: ${typeOf(type!)}`);
    if (fields.length) out.set(name!, fields);
  }
  return out;
}

function tsInterfaces(): Map<string, string[]> {
  const source = readFileSync(resolve(__dirname, "types.ts"), "utf8");
  return new Map(
    [...source.matchAll(/^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm)].map(([, name, body]) => [
      name!,
      body!
        .split("\n")
        .map((line) => line.trim().replace(/;$/, ""))
        .filter(Boolean),
    ]),
  );
}

const goFiles = () =>
  readdirSync(app)
    .filter((f) => f.endsWith(".go") && !f.endsWith("_test.go"))
    .map((f) => readFileSync(resolve(app, f), "utf8"))
    .join("\n");

function bridgeCalls(): [string, string][] {
  return readdirSync(__dirname)
    .filter((f) => f.endsWith(".ts") && !f.includes(".test."))
    .flatMap((f) => {
      const source = readFileSync(resolve(__dirname, f), "utf8");
      const service = /const service = "(\w+)"/.exec(source)?.[1] ?? "";
      return [...source.matchAll(/call<[^>]+>\((?:service|"(\w+)"), "(\w+)"/g)].map(([, named, method]): [string, string] => [named ?? service, method!]);
    });
}

describe("calls", () => {
  const source = goFiles();
  it("are found", () => expect(bridgeCalls().length).toBeGreaterThan(30));
  it.each(bridgeCalls())("%s.%s is bound", (service, method) => expect(source).toMatch(new RegExp(`^func \\(\\w+ \\*?${service}\\) ${method}\\(`, "m")));
});

describe("types.ts", () => {
  it("has Go's structs beside it", () => expect(existsSync(resolve(app, "views.go"))).toBe(true));
  const go = goStructs();
  it.each([...tsInterfaces()])("%s is Go's struct, field by field", (name, fields) => expect(fields).toEqual(go.get(name)));
});
