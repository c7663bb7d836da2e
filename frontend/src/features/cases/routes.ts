import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [{ path: "/cases", name: "cases", component: () => import("./CasesPage.vue") }];
