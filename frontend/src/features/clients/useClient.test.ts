import { expect, it } from "vitest";
import type { PersonView } from "@/bridge/types";
import { fakeGo, inSetup, settle } from "@/lib/testing";
import { editPerson, personForm, toPerson } from "./forms";
import { useClient } from "./useClient";

const client = {
  id: "k1",
  name: "青禾",
  kind: "enterprise",
  creditCode: "91330106MA2KQ7T8XJ",
  address: "",
  postcode: "",
  registered: "",
  investor: "",
  officePhone: "",
  contact: "",
  contactPhone: "",
  wechat: "",
  fapiaoTitle: "",
  fapiaoTaxNo: "",
  note: "",
  version: 3,
};
const person: PersonView = {
  id: "p1",
  roles: [],
  roleCodes: [],
  name: "沈一鸣",
  docKind: "id",
  docKindText: "居民身份证",
  docNumber: "330***********0002",
  docUntil: "长期",
  docAddress: "",
  living: "",
  mobile: "138****1001",
  emergency: "",
  email: "",
  erased: false,
  version: 2,
};
const start = (more = {}) => {
  const calls = fakeGo({
    ClientsService: {
      Get: () => ({ client, kind: "企业", people: [person], cases: [] }),
      Save: () => ({ client: { ...client, version: 4 }, people: [], cases: [] }),
      SavePerson: () => ({ client, people: [], cases: [] }),
      Reveal: () => ({ value: "13800571001" }),
      ...more,
    },
  });
  return { calls, ...inSetup(() => useClient("k1")) };
};

it("sends a covered number back as it came, and 长期 as it is", () => {
  const before = editPerson("k1", person);
  const typed = Object.fromEntries(personForm(before, []).map((v) => [v.key, v.default]));
  expect(typed.docUntil).toBe("长期");
  expect(toPerson(before, typed)).toMatchObject({ docNumber: "330***********0002", mobile: "138****1001", docUntil: "长期", version: 2 });
});
it("saves a client with the version it was read at", async () => {
  const { got, calls } = start();
  await settle();
  got.show("client");
  await got.submit({ name: "青禾软件" });
  expect(calls.at(-1)).toMatchObject({ method: "ClientsService.Save", input: { id: "k1", name: "青禾软件", creditCode: client.creditCode, version: 3 } });
  expect([got.open.value, got.view.value?.client.version]).toEqual(["", 4]);
});
it("adds a lead to this client", async () => {
  const { got, calls } = start();
  await settle();
  got.show("person");
  await got.submit({ name: "宋予安", docUntil: "" });
  expect(calls.at(-1)).toMatchObject({ method: "ClientsService.SavePerson", input: { id: "", clientId: "k1", name: "宋予安", version: 0 } });
});
it("keeps the form open on a refusal", async () => {
  const { got } = start({
    SavePerson: () => {
      throw { code: "invalid", message: "末位应为 X", field: "docNumber" };
    },
  });
  await settle();
  got.show("person", person);
  await got.submit({});
  expect([got.open.value, got.save.error.value?.field]).toEqual(["person", "docNumber"]);
});
it("reveals one value by its token", async () => {
  const { got, calls } = start();
  await settle();
  expect(await got.reveal(person, "mobile")()).toBe("13800571001");
  expect(calls.at(-1)!.input).toEqual({ token: "person:p1:mobile", caseId: "", use: "show" });
});
