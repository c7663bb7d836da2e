import { reactive } from "vue";

/** Where one is in a list: its row, how far down that is and how far it is scrolled, and how many rows were read. */
export interface ListPlace {
  focused: string;
  at: number;
  top: number;
  count: number;
}

export const listPlace = (): ListPlace => ({ focused: "", at: 0, top: 0, count: 0 });

const places = new Map<string, object>();

/** What a page finds again when one comes back to it. It lies in memory alone: filters hold names of clients. */
export function usePlace<T extends object>(name: string, first: () => T): T {
  if (!places.has(name)) places.set(name, reactive(first()));
  return places.get(name) as T;
}

/** Forgets all places: the desk was locked, somebody else may sit down. */
export const forgetPlaces = (): void => places.clear();
