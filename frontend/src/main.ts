import { createPinia } from "pinia";
import { createApp } from "vue";
import { cases } from "@/bridge/cases";
import { dates } from "@/bridge/dates";
import { desk } from "@/bridge/desk";
import { copyText } from "@/bridge/runtime";
import { setCheck } from "@/lib/checks";
import { setClipboardWriter } from "@/lib/clipboard";
import { setDays } from "@/lib/days";
import { keys } from "@/lib/keys";
import { setStrength } from "@/lib/strength";
import App from "./App.vue";
import { router } from "./router";
import "./theme/base.css";

setClipboardWriter(async (text, secret) => void (await (secret ? desk.copySecret(text) : copyText(text))));
setDays(dates);
setCheck(cases.check);
setStrength(desk.strength);
keys.install(window);

// A file dropped beside every target would take the web view away from the page.
for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());

createApp(App).use(createPinia()).use(router).mount("#app");
