import type { PDFDocumentProxy, PDFWorker } from "pdfjs-dist";

/** A PDF that can be painted page by page. Sizes are in CSS pixels at 100 %. */
export interface Pages {
  sizes: { width: number; height: number }[];
  /** Paints page `no`, from 0, onto the canvas, as many dots wide as asked for. */
  paint(no: number, canvas: HTMLCanvasElement, dots: number): Promise<void>;
  close(): void;
}

// A canvas beyond this may be refused by an engine: the page gets coarser instead.
const mostDots = 16_000_000;

// One worker reads every paper. Where the engine refuses it, the library reads in the page itself.
let reader: PDFWorker | undefined;

async function load() {
  const [engine, worker] = await Promise.all([import("pdfjs-dist/legacy/build/pdf.mjs"), import("pdfjs-dist/legacy/build/pdf.worker.min.mjs?url")]);
  engine.GlobalWorkerOptions.workerSrc = worker.default;
  reader ??= new engine.PDFWorker();
  return engine;
}

/** Opens a PDF. The bytes stay with the caller: the reader gets a copy. */
export async function openPdf(bytes: ArrayBuffer): Promise<Pages> {
  const engine = await load();
  // The page's policy allows neither code made from text nor WebAssembly.
  const task = engine.getDocument({ data: new Uint8Array(bytes.slice(0)), worker: reader, isEvalSupported: false, useWasm: false });
  const pdf: PDFDocumentProxy = await task.promise;
  const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, i) => pdf.getPage(i + 1)));
  return {
    sizes: pages.map((page) => {
      const { width, height } = page.getViewport({ scale: engine.PixelsPerInch.PDF_TO_CSS_UNITS });
      return { width, height };
    }),
    async paint(no, canvas, dots) {
      const page = pages[no]!;
      const plain = page.getViewport({ scale: 1 });
      const most = Math.sqrt(mostDots / (plain.width * plain.height));
      const viewport = page.getViewport({ scale: Math.min(dots / plain.width, most) });
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      await page.render({ canvas, viewport }).promise;
    },
    close: () => void task.destroy(),
  };
}
