import { readBytes } from "./bytes";
import { call } from "./call";
import type { AgendaInput, AgendaView, CopiedTable, PaperInput, PaperView, PictureView, SavedTable, SavedView, TableInput } from "./types";

const service = "PapersService";

export const papers = {
  /** Makes a paper and reads its bytes for the preview. */
  async prepare(input: PaperInput): Promise<{ view: PaperView; bytes: ArrayBuffer }> {
    const view = await call<PaperView>(service, "Prepare", input);
    return { view, bytes: await readBytes(view.url) };
  },
  /** Asks where to and saves; the path is "" when the dialog was closed. */
  save: (input: PaperInput) => call<SavedView>(service, "Save", input),
  /** Draws the paper for a phone and reads the PNG. */
  async picture(input: PaperInput): Promise<ArrayBuffer> {
    return readBytes((await call<PictureView>(service, "Picture", input)).url);
  },
  /** Saves the picture, as `save` does the paper. */
  savePicture: (input: PaperInput) => call<SavedView>(service, "SavePicture", input),
};

/** A table of everything: what a list does not ask for stays so. */
const everything: TableInput = {
  table: "",
  today: { scope: "all", party: "", by: "time", group: "", cursor: "", fold: { party: "", stage: "", group: "" }, first: false },
  cases: {
    view: "all",
    provs: [],
    stages: [],
    parties: [],
    owners: [],
    due: "",
    unpaid: false,
    tags: [],
    own: {},
    text: "",
    sort: "number",
    desc: false,
    cursor: "",
    pageSize: 0,
  },
  clients: { text: "", cursor: "", pageSize: 0 },
  bills: { age: "", text: "", cursor: "", pageSize: 0 },
  only: [],
  columns: [],
  format: "",
  charset: "",
  clear: false,
};

export const tables = {
  /** Asks where to and writes; the path is "" when the dialog was closed. */
  save: (input: Partial<TableInput>) => call<SavedTable>("TablesService", "Save", { ...everything, ...input }),
  stop: () => call<unknown>("TablesService", "Stop"),
  copy: (input: Partial<TableInput>) => call<CopiedTable>("TablesService", "Copy", { ...everything, ...input }),
};

export const agenda = {
  get: () => call<AgendaView>("AgendaService", "Get"),
  /** Asks where to; the view has the file of before when the dialog was closed. */
  keep: (input: AgendaInput) => call<AgendaView>("AgendaService", "Keep", input),
  end: () => call<AgendaView>("AgendaService", "End"),
};
