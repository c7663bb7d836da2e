import { ref, shallowRef } from "vue";
import { toAppError, type AppError } from "./apperror";

interface Page<Row> {
  rows: Row[];
  next: string;
}

/** Rows that come page by page, each page after the cursor of the one before. */
export function usePages<Row, P extends Page<Row>>(read: (cursor: string) => Promise<P>) {
  const rows = shallowRef<Row[]>([]);
  /** The first page, with its totals. */
  const head = shallowRef<P>();
  const error = shallowRef<AppError>();
  const busy = ref(false);
  const end = ref(false);
  let next = "";
  let turn = 0;

  async function get(cursor: string): Promise<void> {
    const mine = ++turn;
    busy.value = true;
    try {
      const page = await read(cursor);
      if (mine !== turn) return;
      rows.value = cursor === "" ? page.rows : [...rows.value, ...page.rows];
      if (cursor === "") head.value = page;
      next = page.next;
      end.value = next === "";
      error.value = undefined;
    } catch (thrown) {
      if (mine !== turn) return;
      error.value = toAppError(thrown);
      // Nothing more is asked for by itself: 重试 does.
      end.value = true;
    } finally {
      if (mine === turn) busy.value = false;
    }
  }

  const reload = () => get("");
  /** Asks for the page after the last; once at a time. */
  const more = async () => {
    if (!busy.value && next !== "") await get(next);
  };
  return { rows, head, error, busy, end, reload, more };
}
