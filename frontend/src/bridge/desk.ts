import { call } from "./call";
import type { ConfirmInput, CreateInput, CreatedView, DeskView, SavedView, UnlockInput } from "./types";

const service = "DeskService";

export const desk = {
  state: () => call<DeskView>(service, "State"),
  pickFolder: () => call<SavedView>(service, "PickFolder"),
  create: (input: CreateInput) => call<CreatedView>(service, "Create", input),
  confirm: (input: ConfirmInput) => call<DeskView>(service, "Confirm", input),
  unlock: (input: UnlockInput) => call<DeskView>(service, "Unlock", input),
  lock: () => call<DeskView>(service, "Lock"),
  setStaff: (id: string) => call<DeskView>(service, "SetStaff", { id }),
  setDirty: (dirty: boolean) => call<object>(service, "SetDirty", { dirty }),
  quit: () => call<object>(service, "Quit"),
};
