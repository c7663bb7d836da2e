import { createPinia } from "pinia";
import { createApp } from "vue";
import { copyText } from "@/bridge/runtime";
import { setClipboardWriter } from "@/lib/clipboard";
import { keys } from "@/lib/keys";
import App from "./App.vue";
import { router } from "./router";
import "./theme/base.css";

setClipboardWriter(copyText);
keys.install(window);

// A file dropped beside every target would take the web view away from the page.
for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());

createApp(App).use(createPinia()).use(router).mount("#app");
