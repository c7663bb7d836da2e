import { expect, it, vi } from "vitest";
import type { DeskView } from "@/bridge/types";
import { fakeGo } from "@/lib/testing";
import { useFirstRun } from "./useFirstRun";

const first = { state: "first", folder: "" } as DeskView;
const recovery = ["7KQ2M", "X9RDF", "3HWTA", "PZ6NC", "E4VBJ", "8YGS5", "M2QKT", "D7RXW"];
function start(held = false) {
  const calls = fakeGo({
    DeskService: {
      PickFolder: () => ({ path: "/data" }),
      Choose: () => ({ state: held ? "locked" : "first", folder: "/data", warnings: ["这个文件夹在网络共享上"] }),
      Create: () => ({ recovery, ask: [2, 6] }),
      Confirm: () => ({ state: "open" }),
    },
  });
  const opened = vi.fn();
  const chosen = vi.fn();
  return { run: useFirstRun(first, opened, chosen), opened, chosen, calls };
}
async function fill(run: ReturnType<typeof useFirstRun>) {
  await run.pick();
  Object.assign(run.typed, { staff: " 周敏 ", passphrase: "correct horse 17a", again: "correct horse 17a" });
}

it("jumps to what is missing, in the order of the page", async () => {
  const { run, calls } = start();
  expect(await run.go()).toBe("folder");
  await run.pick();
  expect(await run.go()).toBe("staff");
  run.typed.staff = "周敏";
  expect(await run.go()).toBe("passphrase");
  run.typed.passphrase = "a";
  run.typed.again = "b";
  expect(await run.go()).toBe("again");
  expect(run.faultOf("again")).toBe("两次不一致，请再输一次");
  expect(calls.some((c) => c.method.endsWith("Create"))).toBe(false);
});

it("warns of the folder that was picked, and of no other", async () => {
  const { run } = start();
  expect(run.warnings.value).toEqual([]);
  await run.pick();
  expect(run.warnings.value).toEqual(["这个文件夹在网络共享上"]);
  run.typed.folder = "/elsewhere";
  expect(run.warnings.value).toEqual([]);
});

it("makes the desk, then opens it by the two groups in any case", async () => {
  const { run, opened, calls } = start();
  await fill(run);
  expect(await run.go()).toBe("group-0");
  expect(calls.at(-1)).toEqual({ method: "DeskService.Create", input: { folder: "/data", passphrase: "correct horse 17a", staff: "周敏" } });
  run.back.value[0] = "3hwta";
  run.back.value[1] = " M2QKT";
  expect(await run.go()).toBe("");
  expect(calls.at(-1)).toEqual({ method: "DeskService.Confirm", input: { groups: ["3HWTA", "M2QKT"] } });
  expect(opened).toHaveBeenCalledWith({ state: "open" });
});

it("goes on where the page began anew before the code was typed back", async () => {
  const { calls } = start();
  const view = { ...first, folder: "/data", staff: [{ code: "s1", label: "周敏" }], fresh: { recovery, ask: [2, 6] } } as DeskView;
  const run = useFirstRun(view, vi.fn(), vi.fn());
  expect([run.created.value?.recovery, run.typed.folder, run.typed.staff]).toEqual([recovery, "/data", "周敏"]);
  run.back.value = ["3HWTA", "M2QKT"];
  expect(await run.go()).toBe("");
  expect(calls.map((c) => c.method)).toEqual(["DeskService.Confirm"]);
});

it("does not open on a wrong group", async () => {
  const { run, opened } = start();
  await fill(run);
  await run.go();
  run.back.value[0] = "3HWTA";
  run.back.value[1] = "K7Q2M";
  expect(await run.go()).toBe("group-1");
  expect(run.faultOf("group-1")).toContain("不一致");
  expect(opened).not.toHaveBeenCalled();
});

it("shows Go's refusal at its field", async () => {
  fakeGo({
    DeskService: {
      PickFolder: () => ({ path: "/data" }),
      Choose: () => ({ state: "first", folder: "/data", warnings: [] }),
      Create: () => {
        throw { code: "invalid", message: "口令至少 8 位", field: "passphrase" };
      },
    },
  });
  const run = useFirstRun(first, vi.fn(), vi.fn());
  await fill(run);
  expect(await run.go()).toBe("passphrase");
  expect(run.faultOf("passphrase")).toBe("口令至少 8 位");
});

it("opens what a picked folder holds instead of making another desk there", async () => {
  const { run, chosen } = start(true);
  await run.pick();
  expect(chosen).toHaveBeenCalledWith(expect.objectContaining({ state: "locked", folder: "/data" }));
});
