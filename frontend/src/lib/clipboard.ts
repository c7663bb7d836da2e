type Writer = (text: string) => Promise<void>;

let writer: Writer = (text) => navigator.clipboard.writeText(text);

/** Lets the window's own clipboard take over: a web view may refuse the page's. */
export function setClipboardWriter(next: Writer): void {
  writer = next;
}

export function writeClipboard(text: string): Promise<void> {
  return writer(text);
}
