// Keeps a Chromium warm for internal/bench: prints the page at URL once for every line of its
// input, and answers each with a line.
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const [, , executablePath, url] = process.argv;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage();
await page.goto(url);
for await (const line of createInterface({ input: process.stdin })) {
  await page.reload();
  const pdf = await page.pdf({ format: "A4", printBackground: true });
  console.log(line, pdf.length);
}
await browser.close();
