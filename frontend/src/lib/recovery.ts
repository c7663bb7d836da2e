/** A recovery code as it is shown once, and which of its groups must be typed back, from 0. */
export interface ShownCode {
  recovery: string[];
  ask: number[];
}

/** A group as Go compares it. */
export const tidyGroup = (group: string): string => group.trim().toUpperCase();

/** What is wrong with each group typed back, in the order they are asked for; "" when nothing is. */
export function groupFaults(code: ShownCode, back: string[]): string[] {
  return code.ask.map((group, i) => {
    if (!back[i]?.trim()) return `输入第 ${group + 1} 组`;
    return tidyGroup(back[i]) === tidyGroup(code.recovery[group] ?? "") ? "" : "与上面不一致，请对照抄下的再输";
  });
}
