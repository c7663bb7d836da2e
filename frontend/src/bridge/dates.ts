import { call } from "./call";
import type { DateInput, DateView, MonthInput, MonthView, OffersView } from "./types";

const service = "DatesService";

export const dates = {
  /** What a typed day or time means, or what is wrong with it. */
  read: (input: DateInput) => call<DateView>(service, "Read", input),
  /** A small month, with a day of it pointed at. */
  month: (input: MonthInput) => call<MonthView>(service, "Month", input),
  /** The days that are offered for a date to be agreed. */
  offers: () => call<OffersView>(service, "Offers"),
};
