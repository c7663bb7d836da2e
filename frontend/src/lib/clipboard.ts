/** Puts a text on the clipboard; a secret is taken off again after a minute, and when the desk locks. */
type Writer = (text: string, secret: boolean) => Promise<void>;

let writer: Writer = (text) => navigator.clipboard.writeText(text);

/** Lets the window's own clipboard take over: a web view may refuse the page's. */
export function setClipboardWriter(next: Writer): void {
  writer = next;
}

export function writeClipboard(text: string, secret = false): Promise<void> {
  return writer(text, secret);
}
