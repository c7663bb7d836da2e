import type { RouteRecordRaw } from "vue-router";

export const routes: RouteRecordRaw[] = [{ path: "/import", name: "import", meta: { rail: "cases" }, component: () => import("./ImportPage.vue") }];
