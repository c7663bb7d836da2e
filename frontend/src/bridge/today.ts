import { call } from "./call";
import type { ChaseInput, ChaseView, TodayInput, TodayView } from "./types";

const service = "TodayService";

export const today = {
  load: (input: TodayInput) => call<TodayView>(service, "Load", input),
  /** The ready message of a run; `sent` logs that it went out. */
  chase: (input: ChaseInput) => call<ChaseView>(service, "Chase", input),
};
