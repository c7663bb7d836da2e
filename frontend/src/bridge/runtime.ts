interface Runtime {
  EventsOn?: (name: string, run: (...data: unknown[]) => void) => () => void;
  ClipboardSetText?: (text: string) => Promise<boolean>;
  ClipboardGetText?: () => Promise<string>;
}

declare global {
  interface Window {
    /** The window's own calls; absent in a plain browser. */
    runtime?: Runtime;
  }
}

/** Listens to an event of Go's; the answer ends it. */
export function onEvent(name: string, run: (...data: unknown[]) => void): () => void {
  return window.runtime?.EventsOn?.(name, run) ?? (() => {});
}

/** Copies through the window, which may where a web view refuses the page. */
export async function copyText(text: string): Promise<void> {
  const set = window.runtime?.ClipboardSetText;
  if (!set) return navigator.clipboard.writeText(text);
  if (!(await set(text))) throw new Error("clipboard refused");
}

/** The text on the clipboard, read through the window; "" where there is none, or it can't be read. */
export async function pasteText(): Promise<string> {
  try {
    return (await (window.runtime?.ClipboardGetText ?? (() => navigator.clipboard.readText()))()) ?? "";
  } catch {
    return "";
  }
}
