// Every call of the bridge is a bound method. Go's own test holds types.ts to the structs.
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";

const app = resolve(__dirname, "../../../app");

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
