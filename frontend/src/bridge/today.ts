import { call } from "./call";
import type { ChaseInput, ChaseView, CoversView, ExpiryView, SeenInput, SweepView, TicketInput, TodayInput, TodayView } from "./types";

const service = "TodayService";

export const today = {
  load: (input: TodayInput) => call<TodayView>(service, "Load", input),
  /** Whose cases one looks after today. */
  covers: () => call<CoversView>(service, "Covers"),
  /** Everything that runs out. */
  expiring: () => call<ExpiryView>(service, "Expiring", {}),
  /** What others may have decided since, by the place where it is looked up. */
  sweep: (scope: string) => call<SweepView>(service, "Sweep", { scope }),
  /** Somebody has looked where reviewers leave their results, or takes it back. */
  seen: (input: SeenInput) => call<void>(service, "Seen", input),
  /** The ready message of a run; `sent` logs that it went out. */
  chase: (input: ChaseInput) => call<ChaseView>(service, "Chase", input),
  /** The text with which the cloud is asked about a run; `sent` logs that it was handed in. */
  ticket: (input: TicketInput) => call<ChaseView>(service, "Ticket", input),
};
