/** What the case files, where no case says: a website. */
export const website = "网站";

const han = /\p{Script=Han}/u;
const latin = /[\x20-\x7e]/;

/** Puts what the case files where a text says {files}: 加{files} is 加网站 or 加 APP. */
export const named = (text: string, files: string): string =>
  text.split("{files}").reduce((before, after) => {
    const left = han.test(before.slice(-1)) && latin.test(files[0] ?? "") ? " " : "";
    const right = han.test(after.slice(0, 1)) && latin.test(files.slice(-1)) ? " " : "";
    return before + left + files + right + after;
  });
