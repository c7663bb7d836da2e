/** What the list of cases is filtered by. */
export interface CasesFilter {
  provs: string[];
  stages: string[];
  parties: string[];
  owners: string[];
  /** One of overdue, today, week, or a day. */
  due: string[];
  unpaid: string[];
  tags: string[];
  /** Values of own fields, "field=value". */
  own: string[];
  text: string;
}

export const noFilter = (): CasesFilter => ({ provs: [], stages: [], parties: [], owners: [], due: [], unpaid: [], tags: [], own: [], text: "" });

export const forms = [
  { code: "table", label: "表格" },
  { code: "board", label: "看板" },
  { code: "calendar", label: "日历" },
];

/** All that makes the page look the same again. */
export interface Look {
  form: string;
  view: string;
  filter: CasesFilter;
  sort: string;
  desc: boolean;
  /** Keys of columns: those that are hidden, and the order of those that were put in one. */
  hidden: string[];
  order: string[];
}

const texts = (of: unknown): string[] => (Array.isArray(of) ? of.filter((one): one is string => typeof one === "string") : []);
const text = (of: unknown, or: string): string => (typeof of === "string" ? of : or);

/** Reads a look that was written; what an older page has not written is as it is without a choice. */
export function readLook(body: string): Look {
  let raw: Partial<Record<keyof Look, unknown>> = {};
  try {
    const got: unknown = JSON.parse(body);
    if (got && typeof got === "object") raw = got;
  } catch {
    // A body that is no JSON is an empty look.
  }
  const asked = (raw.filter && typeof raw.filter === "object" ? raw.filter : {}) as Record<string, unknown>;
  const filter = noFilter();
  for (const key of Object.keys(filter) as (keyof CasesFilter)[]) {
    if (key === "text") filter.text = text(asked.text, "");
    else filter[key] = texts(asked[key]);
  }
  const form = text(raw.form, "");
  return {
    form: forms.some((one) => one.code === form) ? form : "table",
    view: text(raw.view, "open"),
    filter,
    sort: text(raw.sort, "due"),
    desc: raw.desc === true,
    hidden: texts(raw.hidden),
    order: texts(raw.order),
  };
}

/** Writes a look so that the same looks read the same. */
export function writeLook(look: Look): string {
  const filter = Object.fromEntries(Object.entries(look.filter).map(([key, value]) => [key, Array.isArray(value) ? [...value].sort() : value.trim()]));
  const { form, view, sort, desc } = look;
  return JSON.stringify({ form, view, filter, sort, desc, hidden: [...look.hidden].sort(), order: look.order });
}
