import { ref, shallowRef } from "vue";
import { toAppError, type AppError } from "../apperror";
import { listPlace } from "./place";

interface Page<Row> {
  rows: Row[];
  next: string;
}

/**
 * Rows that come page by page, each page after the cursor of the one before. `place`
 * remembers how many were listed, so that who comes back, or reads anew, has as many.
 */
export function usePages<Row, P extends Page<Row>>(read: (cursor: string) => Promise<P>, place = listPlace()) {
  const rows = shallowRef<Row[]>([]);
  /** The first page, with its totals. */
  const head = shallowRef<P>();
  const error = shallowRef<AppError>();
  const busy = ref(false);
  const end = ref(false);
  let next = "";
  let turn = 0;

  /** Reads on from a cursor until `least` rows are listed. A failure leaves what was listed. */
  async function get(cursor: string, least: number): Promise<void> {
    const mine = ++turn;
    busy.value = true;
    let got = cursor === "" ? [] : rows.value;
    try {
      do {
        const page = await read(cursor);
        if (mine !== turn) return;
        if (cursor === "") head.value = page;
        got = [...got, ...page.rows];
        cursor = next = page.next;
      } while (next !== "" && got.length < least);
      rows.value = got;
      place.count = got.length;
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

  /** Reads the same list anew, as far as it was read. */
  const reload = () => get("", place.count);
  /** Reads another list: other filters, another order. It begins at its top. */
  function restart(): Promise<void> {
    Object.assign(place, listPlace(), { focused: place.focused });
    return get("", 0);
  }
  /** Asks for the page after the last; once at a time. */
  const more = async () => {
    if (!busy.value && next !== "") await get(next, 0);
  };
  return { rows, head, error, busy, end, reload, restart, more };
}
