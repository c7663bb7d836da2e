import { expect, it } from "vitest";
import type { OwnFieldRow } from "@/bridge/types";
import { ownFilter, ownFiltered } from "./useOwnColumns";

const row = (more: Partial<OwnFieldRow["field"]>, values = ["转介绍"]): OwnFieldRow => ({
  field: { id: "f1", about: "case", name: "来源", kind: "text", sealed: false, choices: [], retired: false, ...more },
  inUse: 0,
  values,
  more: false,
});

it("filters by what is in use, and by what is kept of a retired field until it is cleared", () => {
  const kept = ownFilter(["f1=转介绍"]);
  expect([row({}), row({}, []), row({ sealed: true }), row({ retired: true })].map((one) => ownFiltered(one, {}))).toEqual([true, false, false, false]);
  expect([row({}, []), row({ retired: true })].map((one) => ownFiltered(one, kept))).toEqual([true, true]);
});
