import { computed, onScopeDispose, ref, watch } from "vue";
import { materials } from "@/bridge/materials";
import { readBytes } from "@/bridge/bytes";
import type { ScanCopyInput, CopyLook, CopyTried, DocumentView } from "@/bridge/types";
import { toAppError, type AppError } from "@/lib/apperror";
import { usePause } from "@/lib/delayed";
import type { CaseDesk } from "../../useCase";
import { convex, type Corner } from "./quad";

/** The one watermark that portals take. */
export const watermark = "仅供备案使用";

/** A copy of a picture in the making: the original beside what becomes of it. Opening it is a look at the original, which Go logs. */
export function useCopy(desk: CaseDesk, doc: DocumentView) {
  const look = ref<CopyLook>();
  const picture = ref("");
  const error = ref<AppError>();
  const corners = ref<Corner[]>([]);
  const whole = ref(false);
  const quarters = ref(0);
  const use = ref("all");
  const marked = ref(false);

  let gone = false;
  async function open(): Promise<void> {
    error.value = undefined;
    try {
      const [seen, bytes] = await Promise.all([
        materials.copyLook(doc.id),
        desk
          .reveal(`document:${doc.id}`)()
          .then((url) => readBytes(url)),
      ]);
      if (gone) return;
      picture.value = URL.createObjectURL(new Blob([bytes], { type: doc.mime }));
      look.value = seen;
      use.value = seen.uses.some((u) => u.code === "all") ? "all" : (seen.uses[0]?.code ?? "all");
      find();
    } catch (thrown) {
      error.value = toAppError(thrown);
    }
  }
  onScopeDispose(() => {
    gone = true;
    if (picture.value) URL.revokeObjectURL(picture.value);
  });

  /** Puts the corners back where Go found them; where none stood out the whole picture is taken. */
  function find(): void {
    if (!look.value) return;
    whole.value = !look.value.found;
    corners.value = look.value.corners.map((c) => ({ ...c }));
  }
  /** Moves a corner by hand, to a whole pixel of the picture. */
  function move(at: number, to: Corner): void {
    const seen = look.value;
    if (!seen) return;
    whole.value = false;
    const within = (v: number, most: number) => Math.round(Math.min(most, Math.max(0, v)));
    corners.value = corners.value.map((c, i) => (i === at ? { x: within(to.x, seen.width), y: within(to.y, seen.height) } : c));
  }

  /** The corners that count: the picture's own where all of it is kept. */
  const shown = computed<Corner[]>(() => {
    const seen = look.value;
    if (!seen || !whole.value) return corners.value;
    return [
      { x: 0, y: 0 },
      { x: seen.width, y: 0 },
      { x: seen.width, y: seen.height },
      { x: 0, y: seen.height },
    ];
  });
  const dented = computed(() => shown.value.length === 4 && !convex(shown.value));

  const asked = (): ScanCopyInput => ({
    documentId: doc.id,
    use: use.value,
    corners: whole.value ? [] : corners.value,
    whole: whole.value,
    quarters: quarters.value,
    watermark: marked.value ? watermark : "",
    latest: look.value?.latest ?? 0,
  });

  const tried = ref<CopyTried>();
  const trying = ref(false);
  const refusal = ref<AppError>();
  const pause = usePause(500);
  let asking = false;
  let again = false;
  /** Asks what the copy would be. Each answer costs a second of the desk: there is one question at a time, and the last one counts. */
  async function trial(): Promise<void> {
    again = asking;
    if (asking) return;
    asking = true;
    try {
      const got = await materials.copyTry(asked());
      if (!again) {
        tried.value = got;
        refusal.value = undefined;
      }
    } catch (thrown) {
      if (!again) {
        tried.value = undefined;
        refusal.value = toAppError(thrown);
      }
    }
    asking = false;
    if (gone) return;
    if (again) await trial();
    else trying.value = false;
  }
  watch([shown, quarters, use, marked, look], () => {
    if (!look.value) return;
    again = asking;
    trying.value = !dented.value;
    if (dented.value) pause.stop();
    else pause.after(trial);
  });

  const keeping = ref(false);
  /** Keeps the copy; gives whether it was kept. */
  async function keep(): Promise<boolean> {
    if (keeping.value || dented.value || !look.value) return false;
    keeping.value = true;
    error.value = undefined;
    try {
      desk.takeMaterials(await materials.copyKeep(asked()));
      await desk.reload();
      return true;
    } catch (thrown) {
      error.value = toAppError(thrown);
      return false;
    } finally {
      keeping.value = false;
    }
  }

  void open();
  return { look, picture, error, corners: shown, whole, quarters, use, marked, dented, tried, trying, refusal, keeping, open, find, move, keep };
}

export type Copying = ReturnType<typeof useCopy>;
