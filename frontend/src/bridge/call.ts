import { AppError, toAppError } from "@/lib/apperror";
import { answered } from "./patience";

type Method = (input: unknown) => Promise<unknown>;
type Services = Record<string, Record<string, Method | undefined> | undefined>;

declare global {
  interface Window {
    /** Put there by the window before the page runs. */
    go?: { app?: Services };
  }
}

/** Calls a bound method: one input struct, one view struct; a failure throws an AppError. */
export async function call<Out>(service: string, method: string, input: object = {}): Promise<Out> {
  const bound = window.go?.app?.[service]?.[method];
  if (!bound) throw new AppError("internal", "窗口和程序没有连上，请重开窗口");
  try {
    return (await answered(`${service}.${method}`, bound(input))) as Out;
  } catch (thrown) {
    throw toAppError(thrown);
  }
}
