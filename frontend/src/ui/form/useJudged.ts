import { reactive } from "vue";
import { check, remarks } from "@/lib/checks";
import { isMasked } from "@/lib/mask";

/**
 * What Go says of the values of a form once their fields are left. What is plain is mended
 * in place and told below; an answer about a value that is another now is dropped. It is a
 * help while typing: saving judges again.
 */
export function useJudged(typed: Record<string, string>) {
  const said = reactive<Record<string, { of: string; fault: string; hint: string }>>({});
  const about = (key: string) => (said[key]?.of === (typed[key] ?? "").trim() ? said[key] : undefined);

  async function leave(key: string, kind: string): Promise<void> {
    const text = (typed[key] ?? "").trim();
    if (kind === "" || text === "" || isMasked(text) || about(key)) return;
    const got = await check(kind, text).catch(() => undefined);
    if (!got || (typed[key] ?? "").trim() !== text) return;
    if (got.ok) typed[key] = got.value;
    said[key] = got.ok ? { of: got.value, fault: "", hint: remarks(got) } : { of: text, fault: got.message, hint: "" };
  }

  function forget(): void {
    for (const key of Object.keys(said)) delete said[key];
  }

  return { leave, forget, fault: (key: string) => about(key)?.fault ?? "", hint: (key: string) => about(key)?.hint ?? "" };
}
