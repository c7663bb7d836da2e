import { call } from "./call";
import type {
  ClientInput,
  ClientView,
  ClientsInput,
  ClientsView,
  OwnInput,
  OwnSetInput,
  OwnView,
  PersonInput,
  RevealInput,
  RevealView,
  ToldView,
} from "./types";

const service = "ClientsService";

export const clients = {
  list: (input: ClientsInput) => call<ClientsView>(service, "List", input),
  get: (id: string) => call<ClientView>(service, "Get", { id }),
  /** What it was told over all its cases. */
  told: (id: string) => call<ToldView>(service, "Told", { id }),
  save: (input: ClientInput) => call<ClientView>(service, "Save", input),
  savePerson: (input: PersonInput) => call<ClientView>(service, "SavePerson", input),
  /** The tags and own fields of a case or a client. */
  own: (input: OwnInput) => call<OwnView>(service, "Own", input),
  setOwn: (input: OwnSetInput) => call<OwnView>(service, "SetOwn", input),
  /** Hands out one covered value in full; Go logs it. */
  reveal: (input: RevealInput) => call<RevealView>(service, "Reveal", input),
};
