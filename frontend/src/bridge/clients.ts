import { call } from "./call";
import type { ClientInput, ClientView, ClientsInput, ClientsView, PersonInput, RevealInput, RevealView } from "./types";

const service = "ClientsService";

export const clients = {
  list: (input: ClientsInput) => call<ClientsView>(service, "List", input),
  get: (id: string) => call<ClientView>(service, "Get", { id }),
  save: (input: ClientInput) => call<ClientView>(service, "Save", input),
  savePerson: (input: PersonInput) => call<ClientView>(service, "SavePerson", input),
  /** Hands out one covered value in full; Go logs it. */
  reveal: (input: RevealInput) => call<RevealView>(service, "Reveal", input),
};
