import { expect, it } from "vitest";
import { lacked } from "./sitefields";

it.each([
  [["domain"], "registrar.name", true],
  [["domain"], "proofUntil", true],
  [["domain"], "serverIp", false],
  [["server"], "access.where", true],
  [["server"], "grantUntil", true],
  [["server"], "domainUntil", false],
  [["content", "account"], "contents", true],
  [[], "domain", false],
])("types without %j: %s is left out: %s", (lacks, field, gone) => expect(lacked(lacks, field)).toBe(gone));
