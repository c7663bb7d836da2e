import { onEvent } from "@/bridge/runtime";
import { today } from "@/bridge/today";
import type { FoldKey, TodayInput, TodayView } from "@/bridge/types";
import type { Ahead } from "@/lib/load";
import { remember } from "@/lib/remember";

export const noFold: FoldKey = { party: "", stage: "", group: "" };

/** Whose rows, and in which order: what the window remembers. */
export const choices = () => ({ scope: remember<string>("today.scope", "mine"), by: remember<string>("today.by", "time") });

/** What 今日 asks when nobody has been there yet: as many rows as fill a screen. */
export function firstInput(): TodayInput {
  const { scope, by } = choices();
  return { scope: scope.value, party: "", by: by.value, group: "", cursor: "", fold: noFold, first: true };
}

let begun: { asked: string; answer: Promise<TodayView> } | undefined;
let off: (() => void) | undefined;

/** The first reading of 今日, begun before its page is there. What has changed since is not passed on. */
export const ahead: Ahead = {
  begin() {
    ahead.end();
    const input = firstInput();
    begun = { asked: JSON.stringify(input), answer: today.load(input) };
    begun.answer.catch(() => {}); // told where it is taken
    off = onEvent("desk:changed", ahead.end);
  },
  end() {
    begun = undefined;
    off?.();
  },
};

/** Takes what was begun, once, where it answers the same question; else asks. */
export function load(input: TodayInput): Promise<TodayView> {
  const got = begun;
  ahead.end();
  return got?.asked === JSON.stringify(input) ? got.answer : today.load(input);
}
