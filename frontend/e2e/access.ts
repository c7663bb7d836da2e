import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Desk } from "./desk";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A fault as axe tells it, with the element it lies in. */
interface Violation {
  id: string;
  impact: string;
  nodes: { html: string; target: string[]; failureSummary: string }[];
}

/** Judges what is on screen of one desk: what a reader is told, contrast, and whether it fits zoomed in. */
export class Judge {
  /** What is serious or critical, or does not fit, since it was last taken. */
  readonly faults: string[] = [];

  constructor(readonly desk: Desk) {}

  /** Judges what is on screen; of what is light, the contrast alone: all else is the same in the dark. */
  async reads(what: string): Promise<void> {
    const { page } = this.desk;
    // A reload has taken it away.
    if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe);
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-theme="${colorScheme}"]`).waitFor();
      const only = colorScheme === "light" ? ', runOnly: ["color-contrast"]' : "";
      const found = await page.evaluate<Violation[]>(
        `axe.run(document, { resultTypes: ["violations"]${only} }).then((r) => r.violations.filter((v) => v.impact === "serious" || v.impact === "critical"))`,
      );
      for (const one of found) {
        for (const node of one.nodes)
          this.faults.push(
            `${what}, ${colorScheme}: ${one.id} (${one.impact}) ${node.target.join(" ")} ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 220)}`,
          );
      }
    }
  }

  /** At 150 % and 200 % of 1440 × 900 nothing scrolls sideways but tables, and nothing to press lies outside. */
  async fits(what: string): Promise<void> {
    const { page } = this.desk;
    const before = page.viewportSize()!;
    for (const [width, height] of [
      [960, 600],
      [720, 450],
    ] as const) {
      await page.setViewportSize({ width, height });
      const wide = await page.evaluate(() => {
        const inTable = (el: Element) => el.closest('[role="grid"], .table, table, [data-read]') !== null;
        const sideways = [...document.querySelectorAll("*")].filter(
          (el) =>
            el.scrollWidth > el.clientWidth + 1 && (el === document.documentElement || /auto|scroll/.test(getComputedStyle(el).overflowX)) && !inTable(el),
        );
        const outside = [
          ...document.querySelectorAll("main :is(button, input, textarea, [tabindex='0']), [role='dialog'] :is(button, input, textarea)"),
        ].filter((el) => {
          const box = el.getBoundingClientRect();
          return box.width > 1 && box.right > innerWidth + 1 && !inTable(el);
        });
        return [...sideways, ...outside].map((el) => el.outerHTML.slice(0, 120));
      });
      for (const one of wide) this.faults.push(`${what} at ${width}: ${one}`);
    }
    await page.setViewportSize(before);
  }

  async look(what: string): Promise<void> {
    await this.reads(what);
    await this.fits(what);
  }

  /** Judges a dialog that something brings, and closes it. */
  async dialog(what: string, bring: () => Promise<unknown>): Promise<void> {
    await bring();
    await this.desk.dialog.waitFor();
    await this.look(what);
    await this.desk.page.keyboard.press("Escape");
    await this.desk.dialog.waitFor({ state: "detached" });
  }
}
