import { onScopeDispose, readonly, ref, watch } from "vue";
import { desk } from "./desk";
import { onEvent } from "./runtime";
import { useSession } from "./session";

const acts = ["keydown", "pointerdown", "pointermove", "wheel"] as const;
/** Go hears of somebody who works no more often than this, in milliseconds. */
const pause = 10_000;

/** Tells Go that somebody is at the desk; Go tells in how many seconds it locks while nobody is, 0 for not soon. */
export function useIdle() {
  const session = useSession();
  const left = ref(0);
  let told = -pause;
  let at = "";

  function stay(): void {
    if (!session.open || (left.value === 0 && performance.now() - told < pause)) return;
    told = performance.now();
    left.value = 0;
    // The next act tells it again.
    desk.active().catch(() => (told = -pause));
  }
  function heard(event: Event): void {
    // A web view tells of a movement, too, when the page moves under a pointer that rests.
    if (event.type === "pointermove") {
      const { screenX, screenY } = event as PointerEvent;
      const here = `${screenX} ${screenY}`;
      if (here === at) return;
      at = here;
    }
    stay();
  }
  for (const kind of acts) addEventListener(kind, heard, { capture: true, passive: true });
  const offs = [
    onEvent("desk:idle", (seconds) => (left.value = session.open ? Number(seconds) : 0)),
    onEvent("desk:locked", () => {
      left.value = 0;
      void session.load();
    }),
  ];
  // However it was locked.
  watch(
    () => session.open,
    (open) => open || (left.value = 0),
  );
  onScopeDispose(() => {
    for (const kind of acts) removeEventListener(kind, heard, { capture: true });
    offs.forEach((off) => off());
  });
  return { left: readonly(left), stay };
}
