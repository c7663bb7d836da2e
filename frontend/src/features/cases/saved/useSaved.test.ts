import { afterEach, expect, it } from "vitest";
import type { MadeView, PutBackInput, ViewInput } from "@/bridge/types";
import { forgetPlaces } from "@/lib/list/place";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { noFilter, readLook, writeLook } from "../look";
import { useCases } from "../useCases";
import { useSaved } from "./useSaved";

const zhejiang: MadeView = {
  name: "浙江",
  body: JSON.stringify({
    form: "board",
    view: "all",
    filter: { provs: ["33"], stages: ["sms", "forms"], text: "杭州" },
    sort: "number",
    desc: true,
    hidden: ["owner"],
  }),
  first: false,
};

async function start(kept: MadeView[]) {
  let all = kept;
  const calls = fakeGo({
    CasesService: { List: () => ({ rows: [], next: "", total: 0, unpaid: "0.00", views: [] }) },
    ViewsService: {
      Saved: () => ({ views: all }),
      Save: (input: ViewInput) => {
        if (!input.name) throw { code: "invalid", message: "给视图起个名字", field: "name" };
        const view = { name: input.name, body: input.body, first: false };
        all = input.was ? all.map((one) => (one.name === input.was ? view : one)) : [...all, view];
        return { views: all };
      },
      Drop: ({ name }: { name: string }) => ({ views: (all = all.filter((one) => one.name !== name)) }),
      Restore: ({ view, at }: PutBackInput) => ({ views: (all = all.toSpliced(at, 0, view)) }),
    },
  });
  const home = inSetup(() => {
    const list = useCases(() => saved.begin());
    const saved = useSaved(list);
    return { list, saved };
  });
  await settle();
  return { ...home.got, calls, leave: home.leave };
}
afterEach(() => {
  localStorage.clear();
  forgetPlaces();
});

it("restores all of a view with one key, and remembers no column of it", async () => {
  const { list, saved, leave } = await start([zhejiang]);
  list.columns.value = { hidden: ["unpaid"], order: [] };
  saved.press("1");
  expect(list.look()).toEqual({
    ...{ form: "board", view: "all", sort: "number", desc: true, hidden: ["owner"], order: [] },
    filter: { ...noFilter(), provs: ["33"], stages: ["sms", "forms"], text: "杭州" },
  });
  expect(saved.differs.value).toBe(false);
  saved.leave();
  expect(list.look()).toMatchObject({ filter: noFilter(), sort: "due", hidden: ["unpaid"] });
  leave();
});
it("tells a change of the filter, the order or the columns, saves it back or puts it back", async () => {
  const { list, saved, calls, leave } = await start([zhejiang]);
  saved.show(zhejiang);
  for (const change of [
    () => (list.filter.provs = []),
    () => list.sortBy("client"),
    () => (list.columns.value = { hidden: [], order: ["due"] }),
    () => (list.view.value = "mine"),
  ]) {
    change();
    expect(saved.differs.value).toBe(true);
    saved.show(saved.open.value!);
    expect(saved.differs.value).toBe(false);
  }
  list.filter.stages = ["forms", "sms"];
  expect(saved.differs.value).toBe(false); // the same stages, ticked the other way round
  list.filter.text = "宁波";
  await saved.saveBack();
  expect(saved.differs.value).toBe(false);
  expect(calls.at(-1)!.input).toMatchObject({ was: "浙江", name: "浙江", body: expect.stringContaining("宁波") as string });
  leave();
});
it("keeps a new view and opens it, and leaves a refused one in its question", async () => {
  const { list, saved, leave } = await start([]);
  list.filter.owners = ["x"];
  saved.saveAs();
  await saved.asking.submit({ name: "" });
  expect(saved.asking.error.value).toMatchObject({ field: "name" });
  await saved.asking.submit({ name: "小周" });
  expect(saved.open.value?.name).toBe("小周");
  expect(saved.differs.value).toBe(false);
  leave();
});
it("drops the open view and brings it back where it was, open", async () => {
  const { list, saved, leave } = await start([zhejiang, { ...zhejiang, name: "另一个" }]);
  saved.show(zhejiang);
  await saved.drop();
  expect(saved.open.value).toBeUndefined();
  expect(list.filter).toEqual(noFilter());
  expect(saved.line.line.value?.words).toBe("已删除视图“浙江”");
  await saved.line.undo();
  expect(saved.all.value.map((one) => one.name)).toEqual(["浙江", "另一个"]);
  expect(saved.open.value?.name).toBe("浙江");
  leave();
});
it("opens the page with the view that is meant for it once, before the list is read", async () => {
  const first = await start([{ ...zhejiang, first: true }]);
  expect(first.saved.open.value?.name).toBe("浙江");
  expect(first.list.asked.value).toMatchObject({ view: "all", provs: ["33"] });
  first.saved.leave();
  first.leave();
  const again = await start([{ ...zhejiang, first: true }]);
  expect(again.saved.open.value).toBeUndefined();
  again.leave();
});
it("reads whatever was written as far as it is understood", () => {
  for (const body of ["", "null", "{", "[]", '{"filter":7,"hidden":{"a":1},"form":"cube"}'])
    expect(readLook(body)).toMatchObject({ form: "table", view: "open", filter: noFilter(), hidden: [] });
  expect(writeLook(readLook(writeLook(readLook(zhejiang.body))))).toBe(writeLook(readLook(zhejiang.body)));
});
