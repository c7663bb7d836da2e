import { computed, onMounted, ref, shallowRef } from "vue";
import { clients } from "@/bridge/clients";
import { useSession } from "@/bridge/session";
import type { PersonInput, PersonView } from "@/bridge/types";
import { mended } from "@/acts/mended/mended";
import { useAct, useLoad } from "@/lib/load";
import { clientForm, editPerson, newPerson, personForm, toClient, toPerson } from "./forms";

/** One client: what is known, and changing it or its people. */
export function useClient(id: string) {
  const session = useSession();
  const { data: view, error, busy, reload } = useLoad(() => clients.get(id));
  const save = useAct();
  const open = ref<"" | "client" | "person">("");
  const person = shallowRef<PersonInput>();
  onMounted(reload);

  const form = computed(() => {
    if (open.value === "client" && view.value) {
      return { title: "改客户资料", keep: `client:${id}`, values: clientForm(view.value.client, session.view?.subjects ?? []) };
    }
    if (open.value === "person" && person.value) {
      return {
        title: person.value.id ? "改负责人资料" : "添加负责人",
        keep: person.value.id ? `person:${person.value.id}` : `person:new:${id}`,
        values: personForm(person.value, session.view?.docKinds ?? []),
      };
    }
    return { title: "", keep: "", values: [] };
  });

  function show(what: "client" | "person", of?: PersonView): void {
    save.error.value = undefined;
    if (what === "person") person.value = of ? editPerson(id, of) : newPerson(id);
    open.value = what;
  }

  async function submit(typed: Record<string, string>): Promise<void> {
    const done = await save.run(async () => {
      view.value = open.value === "client" ? await clients.save(toClient(view.value!.client, typed)) : await clients.savePerson(toPerson(person.value!, typed));
    });
    if (!done) return;
    mended.take(view.value);
    open.value = "";
  }

  /** One covered value of the client in full; the look is logged. */
  const revealOwn = (field: string) => async () => (await clients.reveal({ token: `client:${id}:${field}`, caseId: "", use: "show" })).value;

  /** One covered value of a person in full; the look is logged. */
  const reveal = (of: PersonView, field: string) => async () => (await clients.reveal({ token: `person:${of.id}:${field}`, caseId: "", use: "show" })).value;

  return { view, error, busy, reload, save, open, form, show, submit, reveal, revealOwn };
}
