import { computed, onBeforeUnmount, onMounted, ref, shallowRef } from "vue";
import { rulebook } from "@/bridge/rulebook";
import type { OutdatedCase } from "@/bridge/types";
import { useAct } from "@/lib/load";

/** Whether something of the case as it is now would be another. */
export const changes = (one: OutdatedCase): boolean => one.dates.length + one.rules.length + one.papers.length + one.texts.length > 0;

/** As many cases as one call takes further. */
const piece = 50;

/**
 * The open cases that go by an earlier edition: looks at them a batch at a time, keeps
 * which are ticked, and takes those further. Nothing of a case changes before that. `done`
 * is called once whenever taking has ended, whatever came of it.
 */
export function useOutdated(done: () => void) {
  const looking = useAct();
  const taking = useAct();
  const found = shallowRef<OutdatedCase[]>([]);
  /** Ids of the cases that no change meets. */
  const same = shallowRef<string[]>([]);
  const ticked = shallowRef<ReadonlySet<string>>(new Set());
  const looked = ref(0);
  const total = ref(0);
  /** Where the next look begins; undefined before the first. */
  const next = ref<string>();
  const stopped = ref(false);
  const halted = ref(false);
  /** How far taking has come, and to what. */
  const taken = ref({ of: 0, tried: 0, done: 0, moved: 0 });
  const failed = shallowRef<string[]>([]);

  onMounted(() => void look());
  onBeforeUnmount(() => (stopped.value = halted.value = true));

  const ended = computed(() => next.value === "");
  const free = computed(() => found.value.filter((c) => !c.blocked));

  /** Looks from the beginning. */
  async function look(): Promise<void> {
    found.value = [];
    same.value = [];
    ticked.value = new Set();
    looked.value = 0;
    total.value = 0;
    next.value = undefined;
    await goOn();
  }

  /** Looks on from where it stopped, until the end or until somebody stops it. */
  const goOn = () =>
    looking.run(async () => {
      stopped.value = false;
      do {
        const step = await rulebook.outdated(next.value ?? "");
        looked.value += step.looked;
        // Counted once, at the beginning; cases opened meanwhile by others may be more.
        total.value = Math.max(step.total, total.value, looked.value);
        if (step.cases.length) found.value = [...found.value, ...step.cases];
        if (step.same.length) same.value = [...same.value, ...step.same];
        next.value = step.next;
      } while (next.value !== "" && !stopped.value);
    });

  function tick(id: string, on: boolean): void {
    const now = new Set(ticked.value);
    if (on) now.add(id);
    else now.delete(id);
    ticked.value = now;
  }
  const tickAll = (on: boolean) => (ticked.value = new Set(on ? free.value.map((c) => c.id) : []));

  /** Takes cases further, a piece at a time, until somebody stops it. A piece that came through stays so when a later one fails. */
  async function take(ids: string[]): Promise<void> {
    await taking.run(async () => {
      halted.value = false;
      taken.value = { of: ids.length, tried: 0, done: 0, moved: 0 };
      failed.value = [];
      for (let at = 0; at < ids.length && !halted.value; at += piece) {
        const some = ids.slice(at, at + piece);
        const got = await rulebook.moveToLatest(some);
        const was = taken.value;
        taken.value = { of: was.of, tried: was.tried + some.length, done: was.done + got.done, moved: was.moved + got.moved };
        failed.value = [...failed.value, ...got.failed];
        away(some, got.failed);
      }
    });
    done();
  }

  /** Takes what came through out of the lists; a failure names its case's number. */
  function away(ids: string[], failures: string[]): void {
    const gone = new Set(ids);
    const stays = (c: OutdatedCase) => !gone.has(c.id) || failures.some((f) => f.startsWith(`${c.number}：`));
    found.value = found.value.filter(stays);
    // The lines of unchanged cases hold no number: with a failure among them they are looked at again.
    if (failures.length === 0) same.value = same.value.filter((id) => !gone.has(id));
    const left = new Set(found.value.map((c) => c.id));
    ticked.value = new Set([...ticked.value].filter((id) => left.has(id)));
  }

  return {
    looking,
    taking,
    found,
    same,
    ticked,
    free,
    looked,
    total,
    ended,
    taken,
    failed,
    look,
    goOn,
    tick,
    tickAll,
    take,
    stop: () => (stopped.value = true),
    halt: () => (halted.value = true),
  };
}
