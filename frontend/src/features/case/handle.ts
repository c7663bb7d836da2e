import type { HTMLAttributes } from "vue";

/** A handle for tests on what a library draws from options. */
export function handle(name: string): HTMLAttributes {
  return { "data-test": name } as HTMLAttributes;
}
