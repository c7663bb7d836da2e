/** Puts a text on the clipboard; a secret is taken off again after a minute, and when the desk locks. */
type Writer = (text: string, secret: boolean) => Promise<void>;

let writer: Writer = (text) => navigator.clipboard.writeText(text);

/** Lets the window's own clipboard take over: a web view may refuse the page's. */
export function setClipboardWriter(next: Writer): void {
  writer = next;
}

/** Puts a table on the clipboard: as HTML beside its plain text where the web view lets the page. */
export async function writeTable(text: string, html: string): Promise<void> {
  try {
    const of = (type: string, content: string) => ({ [type]: new Blob([content], { type }) });
    await navigator.clipboard.write([new ClipboardItem({ ...of("text/plain", text), ...of("text/html", html) })]);
  } catch {
    await writer(text, false);
  }
}

/** Puts a picture on the clipboard while it is still being made; false where the web view takes none, or it could not be made. */
export async function writePicture(png: Promise<ArrayBuffer>): Promise<boolean> {
  try {
    const made = png.then((bytes) => new Blob([bytes], { type: "image/png" }));
    made.catch(() => undefined); // whoever makes it hears of it
    await navigator.clipboard.write([new ClipboardItem({ "image/png": made })]);
    return true;
  } catch {
    return false;
  }
}

export function writeClipboard(text: string, secret = false): Promise<void> {
  return writer(text, secret);
}
