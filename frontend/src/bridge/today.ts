import { call } from "./call";
import type { TodayInput, TodayView } from "./types";

export interface ChaseView {
  text: string;
  title: string;
}

const service = "TodayService";

export const today = {
  load: (input: TodayInput) => call<TodayView>(service, "Load", input),
  /** The ready message of a run; `send` logs that it went out. */
  chase: (input: { caseId: string; runId: string; send: boolean }) => call<ChaseView>(service, "Chase", input),
};
