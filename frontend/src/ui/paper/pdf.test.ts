import { mount } from "@vue/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openPdf, type Pages } from "@/lib/pdf";
import { printPdf } from "@/lib/print";
import { settle } from "@/lib/testing";
import PdfFrame from "./PdfFrame.vue";

vi.mock("@/lib/pdf", () => ({ openPdf: vi.fn() }));

const open = vi.mocked(openPdf);
const a4 = { width: 794, height: 1123 };
const pages = (n: number) => ({
  sizes: Array.from({ length: n }, () => a4),
  paint: vi.fn<Pages["paint"]>(async () => {}),
  close: vi.fn(),
});
const bytes = (text: string) => new TextEncoder().encode(text).buffer as ArrayBuffer;
const through = async () => {
  for (let i = 0; i < 4; i++) await settle();
};

afterEach(() => vi.unstubAllGlobals());

describe("a paper on screen", () => {
  it("paints each page and tells how many there are", async () => {
    const pdf = pages(2);
    open.mockResolvedValueOnce(pdf);
    const page = mount(PdfFrame, { props: { title: "账单 ZD2026-0417", bytes: bytes("a") } });
    await through();
    const view = page.get("[data-test=paper]");
    expect(view.attributes()).toMatchObject({ "data-pages": "2", "aria-label": "账单 ZD2026-0417，共 2 页" });
    expect(view.findAll("canvas").map((c) => c.attributes("aria-label"))).toEqual(["第 1 页，共 2 页", "第 2 页，共 2 页"]);
    expect(pdf.paint.mock.calls.map((call) => call[2])).toEqual([794 * window.devicePixelRatio, 794 * window.devicePixelRatio]);
  });

  it("leaves an older paper that comes late alone", async () => {
    let late!: (pdf: Pages) => void;
    const old = pages(3);
    open.mockReturnValueOnce(new Promise((take) => (late = take)));
    const page = mount(PdfFrame, { props: { title: "账单", bytes: bytes("a") } });
    open.mockResolvedValueOnce(pages(1));
    await page.setProps({ bytes: bytes("b") });
    await through();
    late(old);
    await through();
    expect([page.get("[data-test=paper]").attributes("data-pages"), old.paint.mock.calls.length, old.close.mock.calls.length]).toEqual(["1", 0, 1]);
  });

  it("says so when it cannot be painted", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    open.mockRejectedValueOnce(new Error("broken"));
    const page = mount(PdfFrame, { props: { title: "账单", bytes: bytes("a") } });
    await through();
    expect(page.get("[role=alert]").text()).toContain("预览没有画出来");
    expect(page.get("[data-test=paper]").attributes("data-pages")).toBeUndefined();
  });

  it("lets go of its pages when it leaves", async () => {
    const pdf = pages(1);
    open.mockResolvedValueOnce(pdf);
    const page = mount(PdfFrame, { props: { title: "账单", bytes: bytes("a") } });
    await through();
    page.unmount();
    expect(pdf.close).toHaveBeenCalledOnce();
  });
});

describe("printing", () => {
  it("puts the pages alone on the sheet, at 300 dots an inch, and takes them away afterwards", async () => {
    const pdf = pages(2);
    open.mockResolvedValueOnce(pdf);
    vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation((take) => take(new Blob(["x"])));
    vi.spyOn(HTMLImageElement.prototype, "decode").mockResolvedValue();
    let there = 0;
    vi.stubGlobal("print", () => (there = document.querySelectorAll("body > .print-sheets img").length));
    await printPdf(bytes("a"));
    expect([there, Math.round(pdf.paint.mock.calls[0]![2])]).toEqual([2, 2481]);
    window.dispatchEvent(new Event("afterprint"));
    expect(document.querySelector(".print-sheets")).toBeNull();
  });
});
