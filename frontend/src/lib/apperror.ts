/** A failure that may be shown: Chinese words that say what to do, never personal data. */
export class AppError extends Error {
  readonly code: string;
  /** The input's field at fault, "" when none is. */
  readonly field: string;
  /** A number under which the log keeps the cause, "" when there is nothing to look up. */
  readonly reference: string;
  /** Every wrong field, where several were found at once. */
  readonly problems: Problem[];

  constructor(code: string, message: string, field = "", reference = "", problems: Problem[] = []) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.field = field;
    this.reference = reference;
    this.problems = problems;
  }
}

/** One wrong field and what to do about it. */
export interface Problem {
  field: string;
  message: string;
}

function problemsOf(told: unknown): Problem[] {
  if (!Array.isArray(told)) return [];
  return told.filter((p): p is Problem => typeof p?.field === "string" && typeof p?.message === "string");
}

/** Turns whatever was thrown into an AppError; Go sends the JSON text of one. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const text = thrown instanceof Error ? thrown.message : typeof thrown === "string" ? thrown : "";
  try {
    const told = JSON.parse(text) as Partial<Record<"code" | "message" | "field" | "reference" | "problems", unknown>>;
    if (told && typeof told.code === "string" && typeof told.message === "string") {
      const word = (value: unknown) => (typeof value === "string" ? value : "");
      return new AppError(told.code, told.message, word(told.field), word(told.reference), problemsOf(told.problems));
    }
  } catch {
    // Not JSON: a fault of the page or of the bridge itself, told below.
  }
  // The words of an unknown fault may carry anything, so they go to the console only.
  console.error(thrown);
  return new AppError("internal", "这一步出了程序错误，内容没有改动。重试一次，仍不行就重开窗口");
}
