import type { RouteRecordRaw } from "vue-router";
import { firstScreen } from "@/lib/load";
import { ahead } from "./ahead";

// The page one opens on is read while the passphrase is typed: the first screen does without it.
export const routes: RouteRecordRaw[] = [
  { path: "/today", name: "today", meta: { ahead }, component: () => firstScreen.then(() => import("./TodayPage.vue")) },
  { path: "/sweep", name: "sweep", meta: { rail: "today" }, component: () => import("./SweepPage.vue") },
];
