import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [{ path: "/new", name: "newcase", meta: { rail: "cases" }, component: () => import("./NewCasePage.vue") }];
