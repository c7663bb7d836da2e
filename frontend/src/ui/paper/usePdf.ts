import { nextTick, onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref } from "vue";
import { AppError } from "@/lib/apperror";
import { openPdf, type Pages } from "@/lib/pdf";

/** The pages of a PDF as canvases inside `home`, one `.sheet` each; those far from sight are let go of. */
export function usePdf(bytes: () => ArrayBuffer | undefined, home: Ref<HTMLElement | undefined>) {
  const sizes = shallowRef<Pages["sizes"]>([]);
  /** How many pages there are, once those in sight are painted; 0 before. */
  const painted = ref(0);
  const error = shallowRef<AppError>();
  let pages: Pages | undefined;
  let turn = 0;
  // Painting goes one page after the other, and a paper never waits for one that was left.
  let work = Promise.resolve();

  async function show(now: ArrayBuffer | undefined): Promise<void> {
    const mine = ++turn;
    painted.value = 0;
    error.value = undefined;
    let next: Pages | undefined;
    try {
      next = now && (await openPdf(now));
    } catch (thrown) {
      fail(thrown, mine);
    }
    if (mine !== turn) {
      next?.close();
      return;
    }
    pages?.close();
    pages = next;
    sizes.value = next?.sizes ?? [];
    for (const sheet of sheets()) sheet.replaceChildren();
    await nextTick();
    await repaint();
  }

  function fail(thrown: unknown, mine: number): void {
    if (mine !== turn) return;
    console.error(thrown);
    error.value = new AppError("internal", "预览没有画出来。纸面本身是好的，可以另存 PDF 再看");
  }

  const sheets = () => [...(home.value?.querySelectorAll<HTMLElement>(".sheet") ?? [])];
  const repaint = () => (work = work.then(() => paint(turn)));

  async function paint(mine: number): Promise<void> {
    const room = home.value?.getBoundingClientRect();
    if (!pages || !room || mine !== turn) return;
    try {
      for (const [no, sheet] of sheets().entries()) {
        const at = sheet.getBoundingClientRect();
        if (at.bottom < room.top - room.height || at.top > room.bottom + room.height) {
          sheet.replaceChildren();
          continue;
        }
        const width = sheet.clientWidth || Math.round(sizes.value[no]!.width);
        const mark = `${width}@${window.devicePixelRatio}`;
        if ((sheet.firstElementChild as HTMLElement | null)?.dataset.mark === mark) continue;
        const canvas = document.createElement("canvas");
        canvas.dataset.mark = mark;
        canvas.setAttribute("role", "img");
        canvas.setAttribute("aria-label", `第 ${no + 1} 页，共 ${sizes.value.length} 页`);
        await pages.paint(no, canvas, width * window.devicePixelRatio);
        if (mine !== turn) return;
        sheet.replaceChildren(canvas);
      }
      painted.value = sizes.value.length;
    } catch (thrown) {
      fail(thrown, mine);
    }
  }

  watch(bytes, (now) => void show(now), { immediate: true });
  const sized = new ResizeObserver(() => void repaint());
  onMounted(() => home.value && sized.observe(home.value));
  onBeforeUnmount(() => {
    turn++;
    sized.disconnect();
    pages?.close();
  });

  return { sizes, painted, error, repaint };
}
