import { createRouter, createWebHashHistory, type RouteRecordRaw } from "vue-router";

// Each feature tells its own routes, so that none has to be named here.
const found = import.meta.glob<{ routes: RouteRecordRaw[] }>("./features/*/routes.ts", { eager: true });

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [...Object.values(found).flatMap((feature) => feature.routes), { path: "/:rest(.*)*", redirect: "/today" }],
});
