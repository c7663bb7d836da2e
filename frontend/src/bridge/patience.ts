import { AppError } from "@/lib/apperror";

/** How long an answer may take, in milliseconds; a dialog of the system waits for its person. */
const usual = 60_000;
const longer: Record<string, number> = {
  "DeskService.PickFolder": Infinity,
  "PapersService.Save": Infinity,
  // A folder of an earlier release is copied and brought up to date while it opens.
  "DeskService.Unlock": 600_000,
  "DeskService.Create": 600_000,
};

/** The answer to what was asked, or a failure when none comes: no button may wait for ever. */
export function answered<T>(asked: string, answer: Promise<T>): Promise<T> {
  const most = longer[asked] ?? usual;
  if (most === Infinity) return answer;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new AppError("internal", "等了很久没有回音，不知道做成没有。请重开窗口看一看，再决定要不要重做")), most);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
