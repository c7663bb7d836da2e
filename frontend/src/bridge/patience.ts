import { AppError } from "@/lib/apperror";

/** How long an answer may take, in milliseconds. */
const usual = 60_000;
const longer: Record<string, number> = {
  // A dialog of the system waits for its person.
  "DeskService.PickFolder": Infinity,
  "PapersService.Save": Infinity,
  "AuditService.Export": Infinity,
  "TablesService.Save": Infinity,
  "RightsService.Copy": Infinity,
  "RightsService.Breach": Infinity,
  "RightsService.SaveEvidence": Infinity,
  // A folder of an earlier release is brought up to date while it opens, however much it holds; the page is told how far it is.
  "DeskService.State": Infinity,
  "DeskService.Unlock": Infinity,
  // A whole folder comes from a disk or a share, however much it holds; the page is told how far it is, and can stop it.
  "RestoreService.Restore": Infinity,
  // Every row of a sheet is opened as a case, were it only to see whether it can be.
  "ImportService.Try": Infinity,
  "ImportService.Import": Infinity,
  // A register or a sheet of all cases runs to hundreds of pages.
  "PapersService.Prepare": 300_000,
  // A large scan is looked through, sealed and flushed to the disk, which may be a slow one.
  upload: 600_000,
};

/** What only reads: nothing can have come of it, so it may be asked again. */
const reads = new Set(
  "All Check Choices CompareTerms Expiring Get Head History Known List Load Month Offers Outdated Own OwnFields Pack Preflight Prepare Read Sheets State Strength Sweep Timeline Try TryAct WhatIf".split(
    " ",
  ),
);

/** The answer to what was asked, "Service.Method" or a transfer of bytes, or a failure when none comes: no button may wait for ever. */
export function answered<T>(asked: string, answer: Promise<T>): Promise<T> {
  const most = longer[asked] ?? usual;
  if (most === Infinity) return answer;
  const words = reads.has(asked.split(".").at(-1)!)
    ? "等了很久没有回音。请再试一次，仍不行就重开窗口"
    : "等了很久没有回音，不知道做成没有。请重开窗口看一看，再决定要不要重做";
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new AppError("internal", words)), most);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
