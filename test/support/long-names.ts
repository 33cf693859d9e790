/** Names as long as the longest that a form takes without a space, in place of those that the samples have. */
import type { Page } from "playwright-core";

const longName = "Wakaratmakalimantanperpustakaankeliling".repeat(2);

/** Has every name in what a page is answered from now on be long, and loads the page again. */
export async function lengthenNames(page: Page): Promise<void> {
  await page.addInitScript(answerLong, longName);
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
}

/** Runs in the page. */
function answerLong(name: string): void {
  const isName =
    /^(SMP|SMA|SD|MAN|MTs|TK|PAUD|Balai|Desa|Taman|Yayasan|Ibu|Bapak|Siti|Budi|Hendra|Dra\.|Universitas|Komunitas)/;
  const lengthened = (text: string): string =>
    text === ""
      ? text
      : JSON.stringify(
          JSON.parse(text, (_key, value: unknown) =>
            typeof value === "string" && value.length < 70 && isName.test(value) ? name : value,
          ),
        );
  const { text } = Response.prototype;
  Response.prototype.text = async function () {
    const whole = await text.call(this);
    return /json/.test(this.headers.get("content-type") ?? "") ? lengthened(whole) : whole;
  };
  Response.prototype.json = async function () {
    return JSON.parse(await this.text()) as unknown;
  };
}
