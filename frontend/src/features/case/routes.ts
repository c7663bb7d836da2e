import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [{ path: "/cases/:id", name: "case", meta: { rail: "cases" }, component: () => import("./CasePage.vue") }];
