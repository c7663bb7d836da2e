import { AppError, toAppError } from "@/lib/apperror";
import { answered } from "./patience";
import type { ConsentInput, MaterialsView, SheetsView } from "./types";

async function answer(asked: "bytes.Get" | "upload", url: string, init?: RequestInit): Promise<Response> {
  let got: Response;
  try {
    got = await answered(asked, fetch(url, { cache: "no-store", ...init }));
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    console.error(thrown);
    throw new AppError("internal", "文件没有传过来，请重试");
  }
  if (!got.ok) throw toAppError(await got.text());
  return got;
}

/** Reads a paper or a document that Go just made ready. */
export async function readBytes(url: string): Promise<ArrayBuffer> {
  return (await answer("bytes.Get", url)).arrayBuffer();
}

/**
 * Hands a file to Go. The body is an ArrayBuffer and nothing else: a Blob, File or
 * FormData as a request body can end the whole process inside WebKitGTK.
 */
export async function uploadMaterial(caseId: string, material: string, name: string, bytes: ArrayBuffer): Promise<MaterialsView> {
  const path = `/upload/${encodeURIComponent(caseId)}/${encodeURIComponent(material)}`;
  return (await (await upload(path, name, bytes)).json()) as MaterialsView;
}

/** Registers consents with the file that proves them; the body is the file, so what is registered goes in a header. */
export async function agreeWithFile(input: ConsentInput, name: string, bytes: ArrayBuffer): Promise<void> {
  await upload("/consents", name, bytes, { "X-Input": encodeURIComponent(JSON.stringify(input)) });
}

/** Hands over the file that proves a consent. */
export async function uploadEvidence(consentId: string, name: string, bytes: ArrayBuffer): Promise<void> {
  await upload(`/evidence/${encodeURIComponent(consentId)}`, name, bytes);
}

/** Hands over a spreadsheet to be imported; Go keeps it in memory alone. */
export async function uploadSheets(name: string, bytes: ArrayBuffer): Promise<SheetsView> {
  return (await (await upload("/import", name, bytes)).json()) as SheetsView;
}

const upload = (path: string, name: string, bytes: ArrayBuffer, more: Record<string, string> = {}): Promise<Response> =>
  answer("upload", path, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", "X-File-Name": encodeURIComponent(name), ...more },
    body: bytes,
  });
