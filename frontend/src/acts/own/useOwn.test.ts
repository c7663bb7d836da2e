import { expect, it } from "vitest";
import { defaults } from "@/ui/form/form";
import type { OwnRow, OwnSetInput, OwnView } from "@/bridge/types";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { useOwn } from "./useOwn";

const row = (id: string, name: string, value: string): OwnRow => ({
  field: { id, about: "case", name, kind: "text", sealed: false, choices: [], retired: false },
  value,
  token: "",
});

/** A case as Go keeps it: what is not sent stays. */
function aCase(offers: string[] = []): void {
  let stored: OwnView = { tags: ["老客户"], rows: [row("f1", "来源", "广告"), row("f2", "批次", "九月")], version: 1, offers };
  fakeGo({
    ClientsService: {
      Own: () => stored,
      SetOwn: ({ keepTags, tags, values, version }: OwnSetInput) => {
        if (version !== stored.version) throw { code: "conflict", message: "同事刚改过" };
        const rows = stored.rows.map((one) => ({ ...one, value: values[one.field.id] ?? one.value }));
        return (stored = { ...stored, tags: keepTags ? stored.tags : tags, rows, version: version + 1 });
      },
    },
  });
}

const form = () =>
  inSetup(() =>
    useOwn(
      () => ({ caseId: "c1", clientId: "" }),
      () => 0,
      () => {},
    ),
  ).got;
const typed = (own: ReturnType<typeof form>, more: Record<string, string>) => own.asking.submit({ ...defaults(own.asking.asked.value!.values), ...more });
const said = (own: ReturnType<typeof form>) => [...own.view.value!.tags, ...own.view.value!.rows.map((one) => one.value)];

it("leaves what a colleague saves meanwhile in the fields that it does not change", async () => {
  aCase();
  const mine = form();
  const theirs = form();
  await settle();
  mine.edit();
  theirs.edit();
  await typed(theirs, { "values.f1": "转介绍", tags: "老客户、加急" });
  await typed(mine, { "values.f2": "十月" });
  expect([mine.asking.conflict.value, mine.asking.shown.value]).toEqual([true, true]);
  await mine.asking.refresh();
  await typed(mine, { "values.f2": "十月" });
  expect([mine.asking.shown.value, said(mine)]).toEqual([false, ["老客户", "加急", "转介绍", "十月"]]);
});

it("names tags that are in use elsewhere, and that there are more", async () => {
  const hint = async (offers: string[]) => {
    aCase(offers);
    const own = form();
    await settle();
    own.edit();
    return own.asking.asked.value!.values[0]!.hint;
  };
  expect(await hint(["老客户"])).not.toContain("用过的");
  expect(await hint(["加急", "老客户"])).toContain("用过的：加急");
  expect(await hint([..."一二三四五六七八九"])).toContain("用过的：一、二、三、四、五、六、七、八 等");
});

it("empties what was emptied", async () => {
  aCase();
  const own = form();
  await settle();
  own.edit();
  await typed(own, { "values.f1": "", tags: "" });
  expect(said(own)).toEqual(["", "九月"]);
});
