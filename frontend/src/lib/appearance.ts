import { computed, ref } from "vue";
import { remember } from "./remember";

export type Appearance = "light" | "dark" | "system";

/** What the person chose. */
export const appearance = remember<Appearance>("appearance", "system");

const query = typeof matchMedia === "function" ? matchMedia("(prefers-color-scheme: dark)") : undefined;
const systemDark = ref(query?.matches ?? false);
query?.addEventListener("change", (event) => (systemDark.value = event.matches));

/** Whether the window is dark now. */
export const dark = computed(() => (appearance.value === "system" ? systemDark.value : appearance.value === "dark"));
