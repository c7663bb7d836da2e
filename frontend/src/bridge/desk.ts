import { call } from "./call";
import type {
  ChangePassphraseInput,
  ConfirmInput,
  CreateInput,
  CreatedView,
  DeskView,
  FolderInput,
  ProofInput,
  RekeyView,
  RestoreKeysInput,
  SavedView,
  StrengthView,
  UnlockInput,
} from "./types";

const service = "DeskService";

export const desk = {
  state: () => call<DeskView>(service, "State"),
  pickFolder: () => call<SavedView>(service, "PickFolder"),
  choose: (input: FolderInput) => call<DeskView>(service, "Choose", input),
  forget: () => call<DeskView>(service, "Forget"),
  restoreKeys: (input: RestoreKeysInput) => call<DeskView>(service, "RestoreKeys", input),
  create: (input: CreateInput) => call<CreatedView>(service, "Create", input),
  confirm: (input: ConfirmInput) => call<DeskView>(service, "Confirm", input),
  unlock: (input: UnlockInput) => call<DeskView>(service, "Unlock", input),
  changePassphrase: (input: ChangePassphraseInput) => call<DeskView>(service, "ChangePassphrase", input),
  drawRecovery: (input: ProofInput) => call<CreatedView>(service, "DrawRecovery", input),
  drawKeys: (input: ChangePassphraseInput) => call<CreatedView>(service, "DrawKeys", input),
  rekeying: () => call<RekeyView>(service, "Rekeying"),
  rekey: () => call<RekeyView>(service, "Rekey"),
  keepRecovery: (input: ConfirmInput) => call<object>(service, "KeepRecovery", input),
  lock: () => call<DeskView>(service, "Lock"),
  setStaff: (id: string) => call<DeskView>(service, "SetStaff", { id }),
  strength: (passphrase: string) => call<StrengthView>(service, "Strength", { passphrase }),
  active: () => call<object>(service, "Active"),
  setLockAfter: (minutes: number) => call<DeskView>(service, "SetLockAfter", { minutes }),
  copySecret: (text: string) => call<object>(service, "CopySecret", { text }),
  setDirty: (dirty: boolean) => call<object>(service, "SetDirty", { dirty }),
  quit: () => call<object>(service, "Quit"),
};
