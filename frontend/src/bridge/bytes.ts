import { AppError, toAppError } from "@/lib/apperror";
import { answered } from "./patience";
import type { MaterialsView } from "./types";

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
  const got = await answer("upload", path, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", "X-File-Name": encodeURIComponent(name) },
    body: bytes,
  });
  return (await got.json()) as MaterialsView;
}
