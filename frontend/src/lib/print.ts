import { openPdf } from "./pdf";

// What an office printer can show of small Chinese type.
const dotsPerInch = 300;
const pixelsPerInch = 96;

let clear: (() => void) | undefined;

/**
 * Opens the system's print dialog on the pages of a PDF. They go as pictures through the page's
 * own printing: a frame with the PDF itself can be printed in some of the engines we run on only.
 */
export async function printPdf(bytes: ArrayBuffer): Promise<void> {
  clear?.();
  const home = document.createElement("div");
  home.className = "print-sheets";
  const urls: string[] = [];
  const mine = () => {
    home.remove();
    for (const url of urls) URL.revokeObjectURL(url);
    if (clear === mine) clear = undefined;
  };
  clear = mine;
  const pdf = await openPdf(bytes);
  try {
    // The paper has its margins itself.
    const rule = document.createElement("style");
    const { width, height } = pdf.sizes[0]!;
    rule.textContent = `@page { size: ${width / pixelsPerInch}in ${height / pixelsPerInch}in; margin: 0 }`;
    home.append(rule);
    for (const [no, size] of pdf.sizes.entries()) {
      const canvas = document.createElement("canvas");
      await pdf.paint(no, canvas, (size.width / pixelsPerInch) * dotsPerInch);
      const image = new Image();
      image.src = URL.createObjectURL(await pictureOf(canvas));
      urls.push(image.src);
      await image.decode();
      home.append(image);
    }
  } catch (thrown) {
    mine();
    throw thrown;
  } finally {
    pdf.close();
  }
  // Another paper was asked for meanwhile.
  if (clear !== mine) return mine();
  document.body.append(home);
  window.addEventListener("afterprint", mine, { once: true });
  window.print();
}

function pictureOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((take, refuse) => canvas.toBlob((blob) => (blob ? take(blob) : refuse(new Error("the page's picture is empty")))));
}
