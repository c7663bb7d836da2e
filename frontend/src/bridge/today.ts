import { call } from "./call";
import type { ChaseInput, ChaseView, ExpiryView, TicketInput, TodayInput, TodayView } from "./types";

const service = "TodayService";

export const today = {
  load: (input: TodayInput) => call<TodayView>(service, "Load", input),
  /** Everything that runs out. */
  expiring: () => call<ExpiryView>(service, "Expiring", {}),
  /** The ready message of a run; `sent` logs that it went out. */
  chase: (input: ChaseInput) => call<ChaseView>(service, "Chase", input),
  /** The text with which the cloud is asked about a run; `sent` logs that it was handed in. */
  ticket: (input: TicketInput) => call<ChaseView>(service, "Ticket", input),
};
