import { ref, watch, type Ref } from "vue";

/**
 * A choice of the window that outlives it: appearance, 我的/全部, a dismissed bar.
 * It lies in the web view's own storage, so nothing about clients may go in here.
 */
export function remember<T extends string | boolean>(name: string, first: T): Ref<T> {
  const key = `beiandesk.${name}`;
  const value = ref(read(key, first)) as Ref<T>;
  watch(value, (now) => {
    try {
      localStorage.setItem(key, JSON.stringify(now));
    } catch {
      // Without storage the choice lasts as long as the window.
    }
  });
  return value;
}

function read<T extends string | boolean>(key: string, first: T): T {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "null");
    return typeof kept === typeof first ? (kept as T) : first;
  } catch {
    return first;
  }
}
