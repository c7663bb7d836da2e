import { computed, onBeforeUnmount, onMounted, reactive, ref, shallowRef, watch } from "vue";
import { desk } from "@/bridge/desk";
import { restore } from "@/bridge/restore";
import { onEvent } from "@/bridge/runtime";
import { useSession } from "@/bridge/session";
import type { BackupListView, DeskView, RestoreView } from "@/bridge/types";
import { useAct } from "@/lib/load";
import type { Proof } from "@/ui/passphrase/proof";

/** The fields of the page, in its order. */
const order = ["from", "to", "proof", "afterBill", "afterReceipt", "afterCase"] as const;
export type RestoreField = (typeof order)[number];

/** The page's field of Go's. */
const fieldOf: Record<string, RestoreField> = {
  from: "from",
  target: "from",
  to: "to",
  passphrase: "proof",
  recovery: "proof",
  after: "afterBill",
  afterBill: "afterBill",
  afterReceipt: "afterReceipt",
  afterCase: "afterCase",
};

/** A folder out of a backup: which one, where to, what opens it; how far it has come; and the way into it, which `opened` is told. */
export function useRestore(place: string, opened: (view: DeskView) => void) {
  const session = useSession();
  const typed = reactive({ place, backup: "", to: "", afterBill: "", afterReceipt: "", afterCase: "" });
  const proof = ref<Proof>({ secret: "", byCode: false });
  const list = shallowRef<BackupListView>();
  const view = shallowRef<RestoreView>();
  const told = ref(false);
  const looking = useAct();
  const working = useAct();

  watch(
    () => typed.place,
    () => {
      list.value = undefined;
      typed.backup = "";
    },
  );

  /** Lists what lies at the place, and marks the newest that can be restored. */
  const look = () =>
    looking.run(async () => {
      list.value = await restore.list(typed.place);
      typed.backup = list.value.backups.find((b) => !b.fault)?.dir ?? "";
    });
  const pick = (field: "place" | "to") =>
    looking.run(async () => {
      const { path } = await desk.pickFolder();
      if (path) typed[field] = path;
    });
  async function pickPlace(): Promise<void> {
    if ((await pick("place")) && typed.place && !list.value) await look();
  }

  const wants = computed<Partial<Record<RestoreField, string>>>(() => ({
    from: typed.backup ? "" : list.value ? "选一份备份" : typed.place.trim() ? "按“查看备份”，再选一份" : "选备份位置",
    to: typed.to.trim() ? "" : "选一个新的或空的文件夹",
    proof: proof.value.secret.trim() ? "" : proof.value.byCode ? "输入恢复码" : "输入备份那天的口令",
  }));
  const refused = computed(() => working.error.value ?? looking.error.value);
  const faultOf = (field: RestoreField): string =>
    refused.value && fieldOf[refused.value.field] === field ? refused.value.message : (told.value && wants.value[field]) || "";
  const stray = computed(() => (refused.value && !fieldOf[refused.value.field] ? refused.value : undefined));

  /** Restores, or tells which field is the first to want something. */
  async function go(): Promise<RestoreField | undefined> {
    told.value = true;
    looking.error.value = undefined;
    const first = order.find((field) => wants.value[field]);
    if (first) return first;
    const { place: _, backup, ...rest } = typed;
    const { secret, byCode } = proof.value;
    const done = await working.run(async () => {
      view.value = await restore.restore({ ...rest, backup, passphrase: byCode ? "" : secret, recovery: byCode ? secret : "" });
    });
    return done ? undefined : fieldOf[working.error.value?.field ?? ""];
  }

  const answered = (ask: () => Promise<RestoreView>) => async () => {
    view.value = await ask();
  };
  const reload = () => looking.run(answered(restore.state));
  onMounted(async () => {
    await reload();
    if (place && !view.value?.running.on && !view.value?.done.folder) await look();
  });
  onBeforeUnmount(onEvent("desk:restore", () => void answered(restore.state)().catch(() => {})));

  /** Locks what is open, and opens the restored folder with the passphrase that was just typed; without one it is asked for. */
  const open = () =>
    working.run(async () => {
      const { folder } = view.value!.done;
      const { secret, byCode } = proof.value;
      await session.lock();
      if (session.open) return; // something typed can't be stored, and somebody is asked
      await restore.clear();
      const locked = await desk.choose({ folder });
      if (!secret || byCode) return opened(locked);
      try {
        opened(await desk.unlock({ folder, passphrase: secret, recovery: "", staffId: "" }));
      } catch {
        opened(locked); // its page says why when it is tried again
      }
    });

  return {
    typed,
    proof,
    list,
    view,
    looking,
    working,
    told,
    faultOf,
    stray,
    look,
    pick,
    pickPlace,
    go,
    open,
    stop: () => looking.run(answered(restore.stop)),
    clear: () => looking.run(answered(restore.clear)),
  };
}
