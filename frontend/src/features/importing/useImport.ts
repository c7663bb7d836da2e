import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from "vue";
import { importing } from "@/bridge/materials";
import { onEvent } from "@/bridge/runtime";
import { useSession } from "@/bridge/session";
import type { ImportColumn, ImportHead, ImportInput, ImportRow, ImportView, SheetsView } from "@/bridge/types";
import { AppError } from "@/lib/apperror";
import { useAct } from "@/lib/load";
import type { InFile } from "@/ui/form/FileDrop.vue";
import { useKnown } from "./known";

/** What the session calls the page while it holds a file that is not imported. */
const holder = "import";

/** A spreadsheet on its way in: the file, its sheet, what its columns are, what would become of its rows, and the import. */
export function useImport() {
  const session = useSession();
  const known = useKnown();
  const file = shallowRef<SheetsView>();
  const sheet = ref<number>();
  const head = shallowRef<ImportHead>();
  /** The columns as they are found by themselves: by them it is remembered how a sheet was read. */
  const found = shallowRef<ImportColumn[]>([]);
  /** The row that is found to be the header, 0 for none. */
  let foundLine = 0;
  const header = ref(0);
  const columns = ref<Record<string, string>>({});
  const icp = ref(false);
  const police = ref(false);
  const newClients = ref(false);
  const agree = ref(false);
  const view = shallowRef<ImportView>();
  const outcome = ref("");
  /** What the rows were last read by; another reading is asked for once it is not what is chosen. */
  const read = ref("");
  const taking = useAct();
  const trying = useAct();
  /** Counts the files and sheets: what was asked of an earlier one is dropped when it comes. */
  let turn = 0;
  let begun = -1;
  let running: Promise<void> | undefined;
  let stopped: Promise<unknown> = Promise.resolve();
  const storing = useAct();
  const writing = useAct();
  /** Where the rows lie that are to be put right; "" while they are nowhere. */
  const written = ref("");
  /** How many hundredths of the rows are done, tried or stored. */
  const progress = ref(0);
  onBeforeUnmount(onEvent("desk:import", (hundredths) => (progress.value = Number(hundredths))));

  const input = (agreed = false): ImportInput => ({
    sheet: sheet.value ?? -1,
    header: header.value,
    columns: columns.value,
    icp: icp.value,
    police: police.value,
    agree: agreed,
    newClients: newClients.value,
    leave: [],
  });
  const chosen = computed(() => JSON.stringify(input()));
  const count = (code: string): number => view.value?.sums.find((sum) => sum.code === code)?.count ?? 0;
  const done = computed(() => view.value?.done ?? false);
  const fresh = computed(() => view.value !== undefined && read.value === chosen.value);
  /** Whether what is shown is what would be imported. */
  const settled = computed(() => fresh.value && !done.value && !trying.busy.value && !taking.busy.value);
  const rows = computed<ImportRow[]>(() => view.value?.rows.filter((row) => !outcome.value || row.outcome === outcome.value) ?? []);
  /** Whether all that is asked for is there. */
  const ready = computed(() => settled.value && count("wrong") === 0 && (count("ask") === 0 || agree.value) && count("open") + count("ask") > 0);

  function forget(): void {
    turn++;
    if (running) stopped = importing.stop().catch(() => undefined); // at worst it is read to its end
    head.value = view.value = sheet.value = undefined;
    columns.value = {};
    header.value = 0;
    found.value = [];
    icp.value = police.value = newClients.value = agree.value = false;
    outcome.value = read.value = written.value = "";
    trying.error.value = storing.error.value = undefined;
  }

  /** Goes back to where a file is chosen. */
  function leave(): void {
    forget();
    file.value = undefined;
  }

  function put(got: SheetsView): Promise<void> {
    forget();
    file.value = got.file ? got : undefined;
    return got.sheets.length === 1 ? choose(got.sheets[0]!.index) : Promise.resolve();
  }

  /** Takes another file in; one that can't be read leaves what is there. */
  async function take(files: InFile[]): Promise<void> {
    const [one] = files;
    if (!one || storing.busy.value) return;
    let got: SheetsView | undefined;
    await taking.run(async () => (got = await importing.upload(one.name, one.bytes)));
    if (got) await put(got);
  }
  const failed = () => void taking.run(() => Promise.reject(new AppError("invalid", "文件读不出来，请再选一次")));

  async function choose(index: number): Promise<void> {
    if (storing.busy.value) return;
    forget();
    sheet.value = index;
    await attempt();
  }

  /** Looks at the header first, and how such a sheet was read before. */
  async function begin(mine: number): Promise<void> {
    const got = await importing.head(input());
    if (mine !== turn) return;
    begun = mine;
    head.value = got;
    found.value = got.columns;
    foundLine = got.line;
    const had = known.of(got.columns);
    // Columns that are only guessed are shown before anything is read by them.
    header.value = had?.header === "none" ? -1 : had?.header ? got.line + had.header : got.known ? 0 : got.line || -1;
    if (!had) return;
    columns.value = had.columns;
    icp.value = had.icp;
    police.value = had.police;
  }

  /** Says what a column is; the column that was it before is left aside. */
  async function set(header: string, field: string): Promise<void> {
    const before = field ? head.value?.columns.find((column) => column.field === field && column.header !== header) : undefined;
    columns.value = { ...columns.value, ...(before ? { [before.header]: "" } : {}), [header]: field };
    await attempt();
  }

  /** Says which row is the header, -1 for none; the columns have other names then. A row that is refused changes nothing. */
  async function setHeader(line: number): Promise<void> {
    const mine = turn;
    const before = { header: header.value, columns: columns.value };
    header.value = line;
    columns.value = {};
    await attempt();
    if (mine !== turn || header.value !== line || head.value?.line === Math.max(line, 0)) return;
    const was = read.value ? (JSON.parse(read.value) as ImportInput) : before;
    header.value = was.header; // the row is no header; the rows stand as they were read
    columns.value = was.columns;
  }

  /** Reads the rows anew. What is chosen meanwhile has them read once more. */
  function attempt(): Promise<void> {
    agree.value = false;
    running ??= reading().finally(() => (running = undefined));
    return running;
  }

  async function reading(): Promise<void> {
    while (sheet.value !== undefined && !storing.busy.value) {
      const mine = turn;
      let asked = chosen.value;
      progress.value = 0;
      await trying.run(async () => {
        if (begun !== mine) await begin(mine);
        if (mine !== turn) return;
        const now = input();
        asked = JSON.stringify(now);
        const seen = await importing.head(now);
        if (mine !== turn) return;
        head.value = seen;
        const got = await importing.try(now);
        if (mine !== turn) return;
        view.value = got;
        read.value = asked;
      });
      if (mine !== turn) {
        trying.error.value = undefined;
        await stopped;
        continue;
      }
      if (outcome.value && count(outcome.value) === 0) outcome.value = "";
      if (asked === chosen.value) return;
    }
  }

  /** Whether some may come in while others are to be put right. */
  const partly = computed(() => settled.value && count("wrong") + count("ask") > 0 && count("open") > 0);

  async function store(): Promise<void> {
    if (ready.value) await run(input(agree.value));
  }

  /** Writes the rows to put right into a file of their own, and stores the others once they are there. */
  async function storeRest(): Promise<void> {
    if (!partly.value || storing.busy.value) return;
    const leave = view.value!.rows.filter((row) => row.outcome === "wrong" || row.outcome === "ask").map((row) => row.line);
    const now = { ...input(), leave };
    const mine = turn;
    let path = "";
    if (!(await writing.run(async () => (path = await importing.faults(now)))) || !path || mine !== turn) return;
    written.value = path;
    await run(now);
  }

  async function run(now: ImportInput): Promise<void> {
    progress.value = 0;
    await storing.run(async () => {
      const got = await importing.run(now);
      outcome.value = "";
      if (got.done || now.leave.length === 0) view.value = got;
      else read.value = ""; // it tells nothing of the rows left out
      if (!got.done) {
        agree.value = false;
        throw new AppError("conflict", "没有导入，一件也没存：资料夹刚才有改动。请看看下面的新结果，再导入");
      }
      known.keep(found.value, {
        columns: now.columns,
        header: now.header < 0 ? "none" : now.header && now.header - foundLine,
        icp: now.icp,
        police: now.police,
      });
    });
    if (!done.value && !read.value) await attempt();
  }

  /** Writes the rows to put right into a file of their own. */
  async function write(): Promise<void> {
    if (!fresh.value || count("wrong") + count("ask") === 0) return;
    await writing.run(async () => {
      written.value = (await importing.faults(input())) || written.value;
    });
  }

  /** Gives the reading or the import up; that nothing was stored is told by its failure. */
  const stop = () => void importing.stop();

  watch(
    () => file.value !== undefined && !done.value,
    (now) => void session.setDirty(holder, now),
  );
  onMounted(async () => {
    const got = await importing.sheets().catch(() => undefined); // another is chosen then
    if (got?.file && !file.value && !taking.busy.value) await put(got);
  });
  onBeforeUnmount(() => {
    void session.setDirty(holder, false);
    importing.drop().catch(() => undefined); // it goes with the lock at the latest
  });

  return {
    file,
    sheet,
    head,
    icp,
    police,
    newClients,
    agree,
    view,
    outcome,
    rows,
    count,
    done,
    fresh,
    ready,
    taking,
    trying,
    storing,
    writing,
    written,
    progress,
    stop,
    take,
    leave,
    failed,
    choose,
    set,
    setHeader,
    attempt,
    partly,
    store,
    storeRest,
    write,
  };
}

export type Import = ReturnType<typeof useImport>;
