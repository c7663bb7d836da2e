import { mount } from "@vue/test-utils";
import { expect, it } from "vitest";
import FilterChip from "./FilterChip.vue";

const options = ["广告", "转介绍"].map((code) => ({ code, label: code }));
const open = (cut: number) =>
  mount(FilterChip, {
    props: { label: "来源", value: ["广告"], options, cut },
    global: { stubs: { Popup: { template: "<div><slot name='trigger' /><slot /></div>" } } },
  });

it("says where its list is cut, and takes others as they are written", async () => {
  const chip = open(2);
  expect(chip.text()).toContain("只列前 2 个");
  for (const text of [" 展会 ", "广告", " "]) {
    await chip.find("form input").setValue(text);
    await chip.find("form").trigger("submit");
  }
  expect(chip.emitted("update:value")).toEqual([[["广告", "展会"]]]);
});

it("says nothing of a list that is whole", () => {
  expect(open(0).find("form").exists()).toBe(false);
});
