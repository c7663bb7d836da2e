import type { RouteRecordRaw } from "vue-router";
import { ahead } from "./ahead";
import TodayPage from "./TodayPage.vue";

// The page one opens on comes with the window: asking for it in parts would take longer than all of it.
export const routes: RouteRecordRaw[] = [{ path: "/today", name: "today", meta: { ahead }, component: TodayPage }];
